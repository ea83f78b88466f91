#include "fp3.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

static const char magic[3] = {'F', 'P', '3'};
static const char layout[] = "(issbymsmsia{sv}v)";
static const char scans_layout[] = "(a(aiaiai))";
enum { TYPE_NBIS = 2, MEMBER_TYPE = 0, MEMBER_DATA = 9, COLUMNS = 3 };

/* Copies one scan; GLib has checked the bytes' structure, the counts are ours to check. */
static int read_scan(GVariant *scan, struct nbis_print *print_out)
{
    int result = -EBADMSG;
    GVariant *column[COLUMNS];
    const int32_t *values[COLUMNS];
    gsize count[COLUMNS];
    for (gsize i = 0; i < COLUMNS; i++) {
        column[i] = g_variant_get_child_value(scan, i);
        values[i] = g_variant_get_fixed_array(column[i], &count[i], sizeof(int32_t));
    }
    if (count[0] <= NBIS_MAX && count[1] == count[0] && count[2] == count[0]) {
        print_out->count = count[0];
        if (count[0]) {
            memcpy(print_out->x, values[0], count[0] * sizeof(int32_t));
            memcpy(print_out->y, values[1], count[0] * sizeof(int32_t));
            memcpy(print_out->theta, values[2], count[0] * sizeof(int32_t));
        }
        result = 0;
    }
    for (gsize i = 0; i < COLUMNS; i++)
        g_variant_unref(column[i]);
    return result;
}

static int read_value(GVariant *value, struct nbis_print *print_out)
{
    int result = -EBADMSG;
    gint32 type;
    GVariant *boxed = NULL, *scans = NULL, *scan = NULL;
    g_variant_get_child(value, MEMBER_TYPE, "i", &type);
    if (type != TYPE_NBIS)
        return -ENOTSUP;
    g_variant_get_child(value, MEMBER_DATA, "v", &boxed);
    if (!g_variant_is_of_type(boxed, G_VARIANT_TYPE(scans_layout)))
        goto out;
    scans = g_variant_get_child_value(boxed, 0);
    if (g_variant_n_children(scans) < 1)
        goto out;
    scan = g_variant_get_child_value(scans, 0);
    result = read_scan(scan, print_out);
out:
    g_clear_pointer(&scan, g_variant_unref);
    g_clear_pointer(&scans, g_variant_unref);
    g_variant_unref(boxed);
    return result;
}

int fp3_read(const uint8_t *bytes, size_t size, struct nbis_print *print_out)
{
    if (size <= sizeof magic || memcmp(bytes, magic, sizeof magic))
        return -EBADMSG;
    gsize length = size - sizeof magic;
    /* GVariant wants its bytes aligned; the three of the magic spoil that. */
    uint8_t *aligned = g_memdup2(bytes + sizeof magic, length);
    GVariant *value =
        g_variant_new_from_data(G_VARIANT_TYPE(layout), aligned, length, FALSE, NULL, NULL);
    g_variant_ref_sink(value);
    int result = -EBADMSG;
    if (g_variant_is_normal_form(value)) {
        if (G_BYTE_ORDER == G_BIG_ENDIAN) {
            GVariant *swapped = g_variant_byteswap(value);
            g_variant_unref(value);
            value = swapped;
        }
        result = read_value(value, print_out);
    }
    g_variant_unref(value);
    explicit_bzero(aligned, length);
    g_free(aligned);
    return result;
}

void fp3_write_blank(const char *driver, const char *device_id, uint8_t **bytes_out,
                     size_t *size_out)
{
    GVariant *scans =
        g_variant_new("(@a(aiaiai))", g_variant_new_array(G_VARIANT_TYPE("(aiaiai)"), NULL, 0));
    GVariant *value = g_variant_ref_sink(
        g_variant_new("(issbymsmsi@a{sv}v)", TYPE_NBIS, driver, device_id, FALSE, 0, NULL, NULL,
                      G_MININT32, g_variant_new_array(G_VARIANT_TYPE("{sv}"), NULL, 0), scans));
    if (G_BYTE_ORDER == G_BIG_ENDIAN) {
        GVariant *swapped = g_variant_byteswap(value);
        g_variant_unref(value);
        value = swapped;
    }
    gsize size = g_variant_get_size(value);
    uint8_t *bytes = g_malloc(sizeof magic + size);
    memcpy(bytes, magic, sizeof magic);
    /* g_variant_store() would need an aligned destination. */
    memcpy(bytes + sizeof magic, g_variant_get_data(value), size);
    g_variant_unref(value);
    *bytes_out = bytes;
    *size_out = sizeof magic + size;
}
