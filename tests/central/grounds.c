#include "grounds.h"

const struct ground grounds[] = {
    {"sold", "Sudah dijual", "Surat jual beli atau kuitansi, jika ada."},
    {"not_mine", "Bukan milik keluarga saya", ""},
    {"broken", "Rusak atau hilang", "Foto atau surat keterangan desa, jika ada."},
    {"changed", "Keadaannya sudah berubah", "Surat yang menunjukkan perubahan, jika ada."},
    {"inherited", "Tanah warisan, belum dibagi", "Surat waris atau keterangan desa, jika ada."},
    {"paid_off", "Sudah lunas", "Surat lunas, jika ada."},
    {"lost_job", "Sudah tidak bekerja", "Surat berhenti bekerja, jika ada."},
    {"wage_lower", "Upahnya lebih kecil", "Slip upah terakhir, jika ada."},
    {"meter_not_mine", "Meteran bukan milik saya", "Rekening listrik terakhir, jika ada."},
    {"power_lower", "Daya listrik sudah diturunkan", "Rekening listrik terakhir, jika ada."},
    {"moved", "Anggota keluarga sudah pindah", "Kartu Keluarga terbaru, jika ada."},
    {"died", "Anggota keluarga sudah meninggal",
     "Akta kematian atau surat keterangan desa, jika ada."},
    {"not_member", "Bukan anggota keluarga saya", "Kartu Keluarga terbaru, jika ada."},
    {"member_missing", "Ada anggota keluarga yang belum tercatat",
     "Kartu Keluarga atau surat lahir, jika ada."},
    {"not_received", "Bantuan belum saya terima", "Buku rekening atau KKS, jika ada."},
    {"disaster", "Keluarga terkena bencana", "Foto atau surat keterangan desa, jika ada."},
};

const size_t ground_count = sizeof(grounds) / sizeof(*grounds);
