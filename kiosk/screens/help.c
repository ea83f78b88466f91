#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

struct help {
    const char *see; /* what the screen shows */
    const char *can; /* what can be done there */
};

static struct help explain(enum state from)
{
    switch (from) {
    case STATE_SITE_FILE:
    case STATE_SITE_SERIAL:
    case STATE_SITE_PLACE:
    case STATE_SITE_WAIT:
        return (struct help){_("Layar itu menyiapkan mesin untuk satu desa."),
                             _("Ikuti langkahnya. Berkas penyiapan dibuat dan ditandatangani kantor.")};
    case STATE_COMMISSION_LINK:
    case STATE_COMMISSION_PLACE:
    case STATE_COMMISSION_PARTS:
    case STATE_COMMISSION_TOUCH:
    case STATE_COMMISSION_KEYS:
    case STATE_COMMISSION_SOUND:
    case STATE_COMMISSION_PRACTICE:
    case STATE_COMMISSION_SHEET:
        return (struct help){_("Layar itu memeriksa mesin baru."),
                             _("Ikuti langkahnya. Yang perlu diperiksa tercatat di lembar akhir.")};
    case STATE_START:
    case STATE_WHO:
        return (struct help){_("Layar itu menunggu KTP."),
                             _("Letakkan KTP di tempat bergambar kartu. Tombol di bawah mengubah "
                               "bahasa, huruf, dan warna.")};
    case STATE_READING:
    case STATE_TEMPLATES:
    case STATE_LOADING:
    case STATE_SENDING:
        return (struct help){_("Mesin sedang bekerja."),
                             _("Tunggu sebentar. Biarkan KTP di tempatnya.")};
    case STATE_TROUBLE:
        return (struct help){_("Layar itu menjelaskan gangguan."),
                             _("Baca apa yang bisa dilakukan. Hak keluarga tetap sama.")};
    case STATE_CONSENT:
        return (struct help){_("Layar itu meminta persetujuan."),
                             _("Jika setuju, tekan Ya, saya setuju. Jika tidak, bantuan tidak "
                               "berubah.")};
    case STATE_FINGER:
    case STATE_FINGER_HELP:
    case STATE_DECLARE:
        return (struct help){
            _("Layar itu meminta sidik jari."),
            _("Tempelkan jari pada kaca kecil. Jika sulit dibaca, ada cara lain.")};
    case STATE_OVERVIEW:
    case STATE_CLOSED:
        return (struct help){_("Layar itu menampilkan hasil setiap program."),
                             _("Tekan satu program untuk melihat alasan dan jadwalnya.")};
    case STATE_PROGRAMME:
    case STATE_MET:
    case STATE_REASONS:
        return (struct help){_("Layar itu menjelaskan satu program."),
                             _("Tekan satu alasan untuk melihat datanya. Jika salah, ajukan "
                               "sanggah.")};
    case STATE_PAYMENTS:
        return (struct help){_("Layar itu menampilkan pembayaran."),
                             _("Jika uang belum sampai, baca apa yang bisa dilakukan.")};
    case STATE_QUEUE:
        return (struct help){_("Layar itu menjelaskan giliran."),
                             _("Tidak ada yang perlu dilakukan. Silakan lihat lagi nanti.")};
    case STATE_OPENINGS:
        return (struct help){_("Layar itu menampilkan siapa yang membuka data."),
                             _("Jika ada yang tidak dikenal, beri tahu petugas desa.")};
    case STATE_REASON:
        return (struct help){_("Layar itu menampilkan satu data dan sumbernya."),
                             _("Jika data itu salah, tekan Data ini salah.")};
    case STATE_STATED_NIK:
    case STATE_STATED_CHECK:
        return (struct help){_("Layar itu mencatat NIK."),
                             _("Petugas menulis NIK, lalu membacakannya. Hasil tidak dibuka.")};
    case STATE_STATED:
    case STATE_WHICH:
    case STATE_GROUND:
    case STATE_REVIEW:
        return (struct help){
            _("Layar itu menyiapkan yang akan dikirim."),
            _("Pilih yang sesuai. Belum ada yang dikirim sebelum diperiksa lagi.")};
    case STATE_SINCE:
        return (struct help){_("Layar itu bertanya tentang tanggal."),
                             _("Tekan + atau - untuk mengubah. Jika lupa, tekan Lewati.")};
    case STATE_WORDS:
    case STATE_PHONE:
        return (struct help){_("Layar itu menunggu tulisan."),
                             _("Tekan huruf atau angka. Jika tidak perlu, tekan Lewati.")};
    case STATE_AGENTS:
        return (struct help){_("Layar itu menampilkan agen terdekat."),
                             _("Agen bisa membantu tanpa biaya.")};
    case STATE_PRINT:
        return (struct help){_("Layar itu bertanya apa yang dicetak."),
                             _("Jika ragu, pilih Nomor saja.")};
    case STATE_RECEIPT:
    case STATE_CASES:
    case STATE_CASE:
        return (struct help){_("Layar itu menampilkan sanggah dan nomornya."),
                             _("Catat nomor bukti. Boleh kembali kapan saja untuk melihatnya.")};
    case STATE_RELATIVE:
    case STATE_WITNESS_NAME:
        return (struct help){_("Layar itu menunggu nama."),
                             _("Tekan huruf untuk menulis nama yang membantu, lalu Lanjut.")};
    case STATE_ASSENT:
        return (struct help){_("Layar itu bertanya tentang bantuan."),
                             _("Jika setuju, tekan Ya, saya setuju. Jika tidak, bantuan tidak "
                               "berubah.")};
    case STATE_FACE:
    case STATE_APART:
        return (struct help){_("Layar itu untuk petugas dan saksi."),
                             _("Petugas dan saksi mencocokkan wajah dengan foto KTP.")};
    case STATE_STAFF:
    case STATE_COUNTING:
    case STATE_REPORT:
    case STATE_SLIPS:
    case STATE_DAY:
        return (struct help){_("Layar itu untuk petugas desa."),
                             _("Isinya hanya jumlah dan keadaan mesin, tanpa nama siapa pun.")};
    case STATE_CALLED:
    case STATE_STAFF_CHECK:
    case STATE_STAFF_FINGER:
    case STATE_HELP_KIND:
    case STATE_NO_FINGER:
    case STATE_WITNESS:
        return (struct help){_("Layar itu untuk petugas, dengan KTP dan sidik jarinya."),
                             _("Ikuti langkahnya. Batal kembali ke kunjungan tanpa bantuan.")};
    case STATE_RETURN:
        return (struct help){_("Layar itu menunggu KTP warga."),
                             _("Letakkan KTP yang sama. Jika tidak, kunjungan ditutup.")};
    case STATE_ENROL_CARD:
    case STATE_ENROL_CONSENT:
    case STATE_ENROL_NIK:
    case STATE_ENROL_CHECK:
    case STATE_ENROL_FINGER:
    case STATE_ENROL_SENDING:
    case STATE_ENROL_DONE:
        return (struct help){_("Layar itu merekam sidik jari warga."),
                             _("Petugas dan saksi mengikuti langkahnya. KTP tetap di tempatnya.")};
    case STATE_REFUSED:
    case STATE_HELP:
    case STATE_IDLE:
    case STATE_SOUND:
    case STATE_HEADPHONES:
    case STATE_ALOUD:
    case STATE_LIFTED:
    case STATE_CLEANING:
    case STATE_TAKE_CARD:
    case STATES:
        break;
    }
    return (struct help){_("Kunjungan ini sudah selesai."), _("Silakan ambil KTP.")};
}

void screen_help(const struct session *s, struct scene *scene)
{
    struct help help = explain(s->under);
    enum phase under = state_phase(s->under);
    bool staff = under == PHASE_HANDOVER || under == PHASE_STAFF;
    scene_clear(scene, "help");
    scene_add(scene, ROLE_TITLE, _("Butuh bantuan?"), NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = ICON_STAFF;
    scene_add(scene, ROLE_TEXT, help.see, NULL);
    scene_add(scene, ROLE_TEXT, help.can, NULL);
    if (!staff)
        scene_add(scene, ROLE_STRONG, _("Silakan panggil petugas desa. Bantuan ini gratis."), NULL);
    if (s->under != STATE_START)
        scene_add(scene, ROLE_TEXT,
                  _("Layar ini tidak menampilkan data apa pun. Jika sudah, tekan Kembali."), NULL);
    if (handover_may_call(s))
        screen_button(scene, ROLE_ACTION, ICON_STAFF, _("Panggil petugas"), ACTION_CALL, 0)->answer =
            true;
    if (pages_are_offered(s))
        screen_button(scene, ROLE_ACTION, ICON_CASES, _("Untuk petugas"), ACTION_STAFF, 0);
    if (stated_is_offered(s))
        screen_button(scene, ROLE_ACTION, ICON_CARD_UNCLEAR, _("KTP hilang atau rusak"),
                      ACTION_STATED, 0);
    screen_listen(s, scene, AGAIN_PAGE);
    screen_button(scene, ROLE_ACTION, ICON_TUNE, _("Atur suara"), ACTION_SOUND, 0);
    screen_button(scene, ROLE_BACK, ICON_BACK, _("Kembali"), ACTION_BACK, 0);
    screen_button(scene, ROLE_DONE, ICON_DONE, _("Selesai"), ACTION_DONE, 0);
}
