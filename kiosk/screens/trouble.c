#include "kiosk/choices.h"
#include "kiosk/screens/phrase.h"
#include "kiosk/screens/screen.h"

struct trouble {
    const char *what; /* happened */
    const char *why;
    const char *next; /* what can be done */
    enum icon icon;
};

static struct trouble explain(enum wire_fault fault)
{
    switch (fault) {
    case WIRE_FAULT_CARD_UNREADABLE:
        return (struct trouble){
            _("KTP belum terbaca."), _("Mungkin kartu bergeser atau masih di dalam dompet."),
            _("Angkat KTP, keluarkan dari dompet, balik, lalu letakkan lagi."), ICON_CARD_UNCLEAR};
    case WIRE_FAULT_CARD_NOT_EKTP:
        return (struct trouble){_("Ini bukan KTP elektronik."),
                                _("Mesin ini hanya bisa membaca KTP elektronik."),
                                _("Angkat kartu ini, lalu letakkan KTP."), ICON_CARD_FOREIGN};
    case WIRE_FAULT_CARD_SEVERAL:
        return (struct trouble){_("Ada lebih dari satu kartu."),
                                _("Mesin tidak tahu kartu mana yang dipakai."),
                                _("Angkat semua kartu, lalu letakkan satu KTP saja."), ICON_CARDS};
    case WIRE_FAULT_CARD_LIFTED:
        return (struct trouble){
            _("KTP terangkat terlalu cepat."), _("Mesin belum selesai membacanya."),
            _("Letakkan lagi, dan biarkan di sana sampai selesai."), ICON_CARD_LIFTED};
    case WIRE_FAULT_CARD_UNKNOWN:
        return (struct trouble){
            _("KTP ini belum bisa dipakai di sini."),
            _("Sidik jari belum direkam untuk layanan ini. Hak keluarga tetap sama."),
            _("Petugas desa bisa membantu merekam sidik jari."), ICON_CARD_NEW};
    case WIRE_FAULT_CARD_PENDING:
        return (struct trouble){
            _("KTP ini sedang menunggu pencocokan."),
            _("Foto KTP dicocokkan dengan data Dukcapil. Hak keluarga tetap sama."),
            _("Datang lagi besok. Petugas desa bisa membantu."), ICON_CARD_WAITS};
    case WIRE_FAULT_SENSOR_ABSENT:
        return (struct trouble){_("Pembaca sidik jari sedang terganggu."),
                                _("Ini gangguan alat, bukan kesalahan Bapak/Ibu."),
                                _("Tunggu sebentar, lalu coba lagi. Petugas desa bisa membantu."),
                                ICON_FINGER_OUT};
    case WIRE_FAULT_SENSOR_UNFIT:
        return (struct trouble){_("Pembaca sidik jari ini belum sesuai."),
                                _("Alat ini tidak bisa membandingkan jari dengan data KTP."),
                                _("Petugas desa bisa membantu dengan cara lain."),
                                ICON_FINGER_UNFIT};
    case WIRE_FAULT_TEMPLATES_UNFIT:
        return (struct trouble){_("Rekaman sidik jari belum bisa dipakai."),
                                _("Ini bukan kesalahan Bapak/Ibu. Hak keluarga tetap sama."),
                                _("Petugas desa bisa membantu dengan cara lain."),
                                ICON_FINGER_UNCLEAR};
    case WIRE_FAULT_LINK_DOWN:
        return (struct trouble){_("Sambungan ke pusat sedang putus."),
                                _("Ini gangguan jaringan, bukan masalah data keluarga."),
                                _("Tunggu sebentar, lalu tekan Coba lagi."), ICON_OFFLINE};
    case WIRE_FAULT_SERVICE_SLOW:
        return (struct trouble){_("Pusat belum menjawab."),
                                _("Jaringan atau layanan pusat sedang lambat."),
                                _("Tunggu sebentar, lalu tekan Coba lagi."), ICON_CENTRE_SLOW};
    case WIRE_FAULT_SERVICE_ERROR:
        return (struct trouble){_("Pusat belum bisa menjawab."),
                                _("Ini gangguan layanan, bukan masalah data keluarga."),
                                _("Tekan Coba lagi, atau datang lagi nanti."), ICON_CENTRE_OUT};
    case WIRE_FAULT_SERVICE_REFUSED:
        return (struct trouble){_("Pusat belum bisa memproses permintaan ini."),
                                _("Ada aturan layanan yang belum terpenuhi. Hak keluarga tetap "
                                  "sama."),
                                _("Petugas desa bisa membantu mencari sebabnya."),
                                ICON_CENTRE_RULES};
    case WIRE_FAULT_SERVICE_UNTRUSTED:
        return (struct trouble){_("Jawaban pusat tidak bisa dipastikan asalnya."),
                                _("Karena itu tidak ada data yang ditampilkan."),
                                _("Tekan Coba lagi. Petugas desa sudah bisa melapor ke teknisi."),
                                ICON_CENTRE_UNSURE};
    case WIRE_FAULT_STORE_UNUSABLE:
        return (struct trouble){
            _("Isian belum bisa disimpan di mesin ini."),
            _("Penyimpanan mesin ini sedang terganggu. Belum ada yang dikirim."),
            _("Tekan Coba lagi, atau lewat agen atau Portal Perlinsos."), ICON_STORE_OUT};
    case WIRE_FAULT_ATTEMPTS_SPENT:
        return (struct trouble){_("Hari ini pemeriksaan sidik jari sudah cukup."),
                                _("Ini menjaga agar data keluarga tidak dibuka orang lain."),
                                _("Petugas desa bisa membantu dengan cara lain."),
                                ICON_FINGER_ENOUGH};
    case WIRE_FAULT_FINGER_POOR:
        return (struct trouble){_("Jari ini sulit direkam."),
                                _("Ini bukan kesalahan Bapak/Ibu. Jari lain sering lebih jelas."),
                                _("Coba jari lain bersama petugas desa."), ICON_FINGER_AGAIN};
    case WIRE_FAULT_CONTACT_LOST:
        return (struct trouble){
            _("Sanggah sedang tidak bisa dicatat di sini."),
            _("Mesin ini sudah lebih dari lima hari tidak tersambung ke pusat."),
            _("Silakan sanggah lewat agen atau Portal Perlinsos."), ICON_LONG_OFFLINE};
    case WIRE_FAULT_CLOCK_WRONG:
        return (struct trouble){
            _("Jam mesin ini belum benar."), _("Karena itu jawaban pusat belum bisa dipastikan."),
            _("Petugas desa bisa membantu. Data keluarga tetap aman."), ICON_CLOCK_OUT};
    case WIRE_FAULT_READER_ABSENT:
        return (struct trouble){_("Pembaca KTP sedang terganggu."),
                                _("Ini gangguan alat, bukan kesalahan Bapak/Ibu."),
                                _("Silakan ambil KTP. Petugas desa bisa membantu."), ICON_READER};
    case WIRE_FAULT_SAM_ABSENT:
        return (struct trouble){
            _("Pembaca chip KTP belum terpasang atau tidak menjawab."),
            _("Ini gangguan alat, bukan kesalahan Bapak/Ibu. Teknisi perlu memeriksa SAM."),
            _("Angkat KTP, lalu letakkan lagi. KTP bisa dibaca dengan cara lain."), ICON_CHIP_OUT};
    case WIRE_FAULT_SAM_EXPIRED:
        return (struct trouble){
            _("Izin pembaca chip KTP sudah habis."),
            _("Ini gangguan alat, bukan kesalahan Bapak/Ibu. Teknisi perlu memperbarui SAM."),
            _("Angkat KTP, lalu letakkan lagi. KTP bisa dibaca dengan cara lain."),
            ICON_CHIP_EXPIRED};
    case WIRE_FAULT_SAM_REFUSES:
        return (struct trouble){
            _("Pembaca chip KTP menolak bekerja."),
            _("Ini gangguan alat, bukan kesalahan Bapak/Ibu. Teknisi perlu memeriksa kunci SAM."),
            _("Angkat KTP, lalu letakkan lagi. KTP bisa dibaca dengan cara lain."),
            ICON_CHIP_REFUSES};
    case WIRE_FAULT_CARD_FORGED:
        return (struct trouble){
            _("Keaslian KTP ini belum bisa dipastikan."),
            _("Chip kartu tidak memberi jawaban yang sah. Chip yang rusak juga bisa begini."),
            _("Petugas desa bisa membantu memeriksa KTP dengan cara lain."), ICON_CARD_UNSURE};
    case WIRE_FAULT_SOUND_ABSENT:
        return (struct trouble){_("Suara mesin ini sedang terganggu."),
                                _("Pengeras suara tidak menjawab. Semua tetap bisa dibaca di "
                                  "layar."),
                                _("Petugas desa bisa membantu membacakan."), ICON_SOUND_OUT};
    case WIRE_FAULT_VOICE_ABSENT:
        return (struct trouble){_("Mesin ini sedang tidak bisa berbicara."),
                                _("Suara pembacanya belum terpasang. Bunyi tanda tetap ada."),
                                _("Petugas desa bisa membantu membacakan."), ICON_VOICE_OUT};
    case WIRE_FAULT_PRINTER_ABSENT:
        return (struct trouble){
            _("Alat cetak sedang terganggu."), _("Nomor bukti tetap bisa dibaca di layar."),
            _("Petugas desa bisa membantu menyalin nomornya."), ICON_PRINTER_OUT};
    case WIRE_FAULT_PRINTER_COVER:
        return (struct trouble){_("Tutup alat cetak terbuka."),
                                _("Selama terbuka, alat ini tidak mencetak."),
                                _("Petugas desa bisa menutupnya."), ICON_PRINTER_OPEN};
    case WIRE_FAULT_PRINTER_STUCK:
        return (struct trouble){_("Kertas cetak tersangkut."),
                                _("Karena itu bukti belum tercetak."),
                                _("Petugas desa bisa membukanya."), ICON_PRINTER_STUCK};
    case WIRE_FAULT_PAPER_OUT:
        return (struct trouble){_("Kertas cetak habis."), _("Karena itu bukti belum tercetak."),
                                _("Petugas desa bisa mengisinya."), ICON_PAPER_OUT};
    case WIRE_FAULT_PAPER_LOW:
        return (struct trouble){_("Kertas cetak hampir habis."), _("Bukti masih bisa dicetak."),
                                _("Petugas desa bisa mengisinya."), ICON_PAPER_LOW};
    case WIRE_FAULT_HELP_LIMITED:
        return (struct trouble){
            _("Dengan bantuan, langkah ini tidak bisa dilakukan di sini."),
            _("Aturan dari pusat membatasi bantuan. Hak keluarga tetap sama."),
            _("Lanjutkan dengan sidik jari sendiri, atau lewat agen."), ICON_HELP_LIMITED};
    case WIRE_FAULT_FACE_UNSURE:
        return (struct trouble){
            _("Wajah dan foto KTP belum bisa dipastikan sama."),
            _("Foto KTP bisa sudah lama. Hak keluarga tetap sama."),
            _("Agen bisa datang ke rumah untuk memeriksa lagi."), ICON_FACE_UNSURE};
    case WIRE_FAULT_NONE:
    case WIRE_FAULTS:
        break;
    }
    return (struct trouble){_("Ada gangguan."), _("Ini bukan kesalahan Bapak/Ibu."),
                            _("Petugas desa bisa membantu."), ICON_TROUBLE};
}

const char *screen_trouble_name(enum wire_fault fault)
{
    return explain(fault).what;
}

static bool is_of_the_line(enum wire_fault fault)
{
    return fault == WIRE_FAULT_LINK_DOWN || fault == WIRE_FAULT_SERVICE_SLOW ||
           fault == WIRE_FAULT_SERVICE_ERROR || fault == WIRE_FAULT_SERVICE_UNTRUSTED;
}

/* What trying again would only meet again. */
static bool is_for_staff(enum wire_fault fault)
{
    return fault == WIRE_FAULT_CARD_UNKNOWN || fault == WIRE_FAULT_CARD_PENDING ||
           fault == WIRE_FAULT_ATTEMPTS_SPENT || fault == WIRE_FAULT_SENSOR_UNFIT ||
           fault == WIRE_FAULT_TEMPLATES_UNFIT ||
           fault == WIRE_FAULT_SERVICE_REFUSED || fault == WIRE_FAULT_CARD_FORGED;
}

/* The last moment for which an objection can still be noted, of all programmes. */
static int64_t last_close(const struct session *s)
{
    int64_t last = 0;
    for (uint32_t i = 0; i < s->catalogue.offer_count; i++)
        if (choices_is_open(s, &s->catalogue.offers[i]) &&
            s->catalogue.offers[i].objection_closes_at > last)
            last = s->catalogue.offers[i].objection_closes_at;
    return last;
}

/* Until when an objection can be noted without a line; on the last day before all else. */
static void open_until(const struct session *s, struct scene *scene)
{
    const char *here = phrase_last_here(s, scene, last_close(s));
    if (phrase_days_left(s, last_close(s)) == 0)
        scene_add(scene, ROLE_STRONG,
                  _("Hari ini hari terakhir sanggah. Waktu yang dihitung adalah waktu pencatatan "
                    "ini."),
                  NULL)
            ->icon = ICON_CALENDAR;
    else
        scene_add(scene, ROLE_TEXT,
                  scene_text(scene, _("Sanggah masih dibuka sampai %s."),
                             phrase_day_of(scene, last_close(s))),
                  NULL);
    if (here)
        scene_add(scene, ROLE_FACT, _("Di kantor ini paling lambat"), here)->icon = ICON_CLOCK;
}

void screen_trouble(const struct session *s, struct scene *scene)
{
    struct trouble t = explain(s->fault);
    bool line = is_of_the_line(s->fault) && visit_has_card(s);
    bool note = line && choices_may_note(s);
    scene_clear(scene, "trouble");
    scene_add(scene, ROLE_TITLE, t.what, NULL);
    scene_add(scene, ROLE_PICTURE, "", NULL)->icon = t.icon;
    if (note)
        open_until(s, scene);
    scene_add(scene, ROLE_TEXT, t.why, NULL);
    if (!note) /* else the buttons say it */
        scene_add(scene, ROLE_TEXT, t.next, NULL);
    if (line && s->link.offline_since && s->fault == WIRE_FAULT_LINK_DOWN)
        scene_add(scene, ROLE_FACT, _("Putus sejak pukul"),
                  phrase_time(scene, s->link.offline_since));
    if (note)
        screen_button(scene, ROLE_PRIMARY, ICON_OBJECT, _("Catat sanggah sekarang"),
                      ACTION_PROVISIONAL, 0);
    if (s->fault == WIRE_FAULT_CARD_UNKNOWN)
        screen_button(scene, ROLE_PRIMARY, ICON_CARD_NEW, _("Rekam sidik jari"), ACTION_ENROL, 0);
    else if (is_for_staff(s->fault))
        screen_button(scene, ROLE_PRIMARY, ICON_STAFF, _("Panggil petugas"),
                      stated_is_offered(s)   ? ACTION_STATED
                      : handover_may_call(s) ? ACTION_CALL
                                             : ACTION_HELP,
                      0);
    else if (stated_is_offered(s))
        screen_button(scene, ROLE_ACTION, ICON_STAFF, _("Panggil petugas"), ACTION_STATED, 0);
    else if (s->retry != STATE_START)
        screen_button(scene, note ? ROLE_ACTION : ROLE_PRIMARY, ICON_AGAIN, _("Coba lagi"),
                      ACTION_RETRY, 0);
    if (s->fault == WIRE_FAULT_SENSOR_ABSENT && handover_may_call(s))
        screen_button(scene, ROLE_ACTION, ICON_STAFF, _("Panggil petugas"), ACTION_CALL, 0);
    if ((line || s->fault == WIRE_FAULT_FACE_UNSURE) && s->catalogue.agent_count)
        screen_button(scene, ROLE_ACTION, ICON_PLACE, _("Tempat lain"), ACTION_AGENTS, 0);
    if (s->fault == WIRE_FAULT_CARD_UNKNOWN)
        screen_button(scene, ROLE_ACTION, ICON_SEARCH, _("Keluarga saya belum terdata"),
                      ACTION_REPORT, WIRE_REPORT_MISSED_HOUSEHOLD);
    screen_bar(scene, false);
}
