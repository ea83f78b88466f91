#include "grounds.h"

const struct ground grounds[] = {
    {"sold", "Sudah dijual", "Surat jual beli atau kuitansi, jika ada.", "Kapan dijual?", false},
    {"not_mine", "Bukan milik keluarga saya", "", "", false},
    {"broken", "Rusak atau hilang", "Foto atau surat keterangan desa, jika ada.",
     "Sejak kapan rusak atau hilang?", false},
    {"changed", "Keadaannya sudah berubah", "Surat yang menunjukkan perubahan, jika ada.",
     "Sejak kapan berubah?", true},
    {"inherited", "Tanah warisan, belum dibagi", "Surat waris atau keterangan desa, jika ada.", "",
     false},
    {"paid_off", "Sudah lunas", "Surat lunas, jika ada.", "Kapan lunas?", false},
    {"lost_job", "Sudah tidak bekerja", "Surat berhenti bekerja, jika ada.",
     "Sejak kapan tidak bekerja?", true},
    {"wage_lower", "Upahnya lebih kecil", "Slip upah terakhir, jika ada.",
     "Sejak kapan upahnya lebih kecil?", false},
    {"meter_not_mine", "Meteran bukan milik saya", "Rekening listrik terakhir, jika ada.", "",
     false},
    {"power_lower", "Daya listrik sudah diturunkan", "Rekening listrik terakhir, jika ada.",
     "Kapan dayanya diturunkan?", false},
    {"moved", "Anggota keluarga sudah pindah", "Kartu Keluarga terbaru, jika ada.", "Kapan pindah?",
     false},
    {"died", "Anggota keluarga sudah meninggal",
     "Akta kematian atau surat keterangan desa, jika ada.", "Kapan meninggal?", true},
    {"not_member", "Bukan anggota keluarga saya", "Kartu Keluarga terbaru, jika ada.", "", false},
    {"member_missing", "Ada anggota keluarga yang belum tercatat",
     "Kartu Keluarga atau surat lahir, jika ada.", "", true},
    {"not_received", "Bantuan belum saya terima", "Buku rekening atau KKS, jika ada.", "", false},
    {"disaster", "Keluarga terkena bencana", "Foto atau surat keterangan desa, jika ada.",
     "Kapan bencana terjadi?", true},
};

const size_t ground_count = sizeof(grounds) / sizeof(*grounds);
