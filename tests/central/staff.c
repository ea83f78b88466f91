#include "staff.h"

#include "stage.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PHOTO_MAX = 64 * 1024, RIGHT_INDEX = 2, LEFT_INDEX = 7 };

static const struct {
    const char *name;
    int64_t bit;
} rights_known[] = {
    {"assist", STAFF_ASSIST},
    {"attend", STAFF_ATTEND},
    {"enrol", STAFF_ENROL},
    {"pages", STAFF_PAGES},
};

enum { RIGHTS = sizeof(rights_known) / sizeof(*rights_known) };

/* Any of the bits suffices. */
static const struct {
    const char *name;
    int64_t rights;
} roles[] = {
    {"helper", STAFF_ASSIST | STAFF_ATTEND},  {"witness", STAFF_ATTEND},
    {"confirm", STAFF_ASSIST | STAFF_ATTEND}, {"enrol", STAFF_ENROL},
    {"enrol_witness", STAFF_ENROL},           {"pages", STAFF_PAGES},
};

bool staff_is_revoked(const struct staff *staff, int64_t at)
{
    return staff->revoked_at && staff->revoked_at <= at;
}

bool staff_may(int64_t rights, const char *role)
{
    for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
        if (strcmp(roles[i].name, role) == 0)
            return (roles[i].rights & rights) != 0;
    }
    return false;
}

json_t *staff_rights(int64_t rights)
{
    json_t *list = json_array();

    for (size_t i = 0; list && i < RIGHTS; i++) {
        if ((rights & rights_known[i].bit) &&
            json_array_append_new(list, json_string(rights_known[i].name))) {
            json_decref(list);
            list = NULL;
        }
    }
    return list;
}

static int read_rights(const json_t *list, int64_t *rights_out)
{
    const json_t *name;
    int64_t rights = 0;
    size_t i;

    json_array_foreach(list, i, name)
    {
        size_t r = 0;
        while (r < RIGHTS && (!json_is_string(name) ||
                              strcmp(json_string_value(name), rights_known[r].name) != 0))
            r++;
        if (r == RIGHTS)
            return -EINVAL;
        rights |= rights_known[r].bit;
    }
    *rights_out = rights;
    return json_is_array(list) ? 0 : -EINVAL;
}

/* One load under way; `file` is what is being read. */
struct loading {
    struct store *store;
    const char *stage, *sender;
    char *file;
    size_t file_size;
};

static int read_file(struct loading *load, const char *key, const char *ending, size_t limit,
                     uint8_t **bytes_out, size_t *size_out)
{
    snprintf(load->file, load->file_size, "people/%s%s", key, ending);
    return stage_read(load->stage, load->file, limit, bytes_out, size_out);
}

static int put_template(struct loading *load, const char *id, const char *key, const char *ending,
                        int64_t position)
{
    uint8_t *record = NULL;
    size_t size = 0;
    int r = read_file(load, key, ending, STAFF_TEMPLATE_MAX, &record, &size);

    if (r == 0)
        r = store_run(load->store, "INSERT INTO staff_template VALUES(?,?,?)", "tib", id, position,
                      record, size);
    free(record);
    return r;
}

static int put_one(struct loading *load, const json_t *person, const json_t *staff)
{
    const char *key = field_text(person, "key", FIELD_CODE);
    const char *name = field_text(person, "name", STAFF_NAME);
    const char *nik = field_text(person, "nik", 17);
    const char *id = field_text(staff, "id", FIELD_CODE);
    const char *post = field_text(staff, "post", STAFF_NAME);
    size_t uid_size = json_string_length(json_object_get(person, "uid")) / 2, size = 0;
    uint8_t uid[SUBJECT_UID], digest[SUBJECT_DIGEST], *photo = NULL;
    bool revoked = json_is_true(json_object_get(staff, "revoked"));
    int64_t rights = 0;
    int r;

    if (!key || !name || !nik || !id || !post || uid_size > sizeof(uid) ||
        field_hex(person, "uid", uid_size, uid) < 0 ||
        read_rights(json_object_get(staff, "rights"), &rights) < 0)
        return -EINVAL;
    r = read_file(load, key, ".jpg", PHOTO_MAX, &photo, &size);
    if (r < 0)
        return r;
    crypto_hash_sha256(digest, photo, size);
    free(photo);
    r = store_run(load->store, "INSERT INTO staff VALUES(?,?,?,?,?,?,?,?,?)", "ttttitbbo", id,
                  load->sender, name, post, rights, nik, uid, uid_size, digest, sizeof(digest),
                  (int64_t)revoked);
    if (r == 0)
        r = put_template(load, id, key, "-right.iso", RIGHT_INDEX);
    if (r == 0)
        r = put_template(load, id, key, "-left.iso", LEFT_INDEX);
    return r;
}

int staff_load(struct store *store, const char *people, const char *stage, const char *sender,
               char *file_out, size_t file_size)
{
    struct loading load = {
        .store = store, .stage = stage, .sender = sender, .file = file_out, .file_size = file_size};
    json_t *list = json_load_file(people, JSON_REJECT_DUPLICATES, NULL);
    const json_t *person;
    size_t i;
    int r = json_is_array(list) ? 0 : -EINVAL;

    snprintf(file_out, file_size, "%s", people);
    json_array_foreach(list, i, person)
    {
        const json_t *staff = json_object_get(person, "staff");
        if (r == 0 && staff)
            r = put_one(&load, person, staff);
    }
    json_decref(list);
    if (r == 0)
        file_out[0] = 0;
    return r;
}

#define COLUMNS "id, name, post, nik, rights, revoked_at, photo_sha256"

static void read_row(struct store_rows *rows, struct staff *staff)
{
    *staff = (struct staff){.rights = store_number(rows, 4), .revoked_at = store_number(rows, 5)};
    snprintf(staff->id, sizeof(staff->id), "%s", store_text(rows, 0));
    snprintf(staff->name, sizeof(staff->name), "%s", store_text(rows, 1));
    snprintf(staff->post, sizeof(staff->post), "%s", store_text(rows, 2));
    snprintf(staff->nik, sizeof(staff->nik), "%s", store_text(rows, 3));
}

int staff_by_card(struct store *store, const char *sender, const struct subject *card,
                  struct staff *staff_out)
{
    struct store_rows *rows = NULL;
    struct staff staff;
    size_t size = 0;
    int r =
        card->nik[0]
            ? store_ask(store, &rows, "SELECT " COLUMNS " FROM staff WHERE nik = ? AND sender = ?",
                        "tt", card->nik, sender)
            : store_ask(store, &rows, "SELECT " COLUMNS " FROM staff WHERE uid = ? AND sender = ?",
                        "bt", card->uid, card->uid_size, sender);

    if (r == 0)
        r = store_next(rows);
    if (r == 1) {
        const void *digest = store_bytes(rows, 6, &size);
        bool same = card->nik[0] || (size == SUBJECT_DIGEST &&
                                     sodium_memcmp(digest, card->photo_sha256, size) == 0);
        read_row(rows, &staff);
        r = same ? 0 : -EKEYREJECTED;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    if (r == 0)
        *staff_out = staff;
    return r;
}

int staff_by_id(struct store *store, const char *sender, const char *id, struct staff *staff_out)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows, "SELECT " COLUMNS " FROM staff WHERE id = ? AND sender = ?",
                      "tt", id, sender);

    if (r == 0)
        r = store_next(rows);
    if (r == 1)
        read_row(rows, staff_out);
    store_done(rows);
    return r < 0 ? r : r == 1 ? 0 : -ENOENT;
}

int staff_revoke(struct store *store, const char *id, bool revoked, int64_t now)
{
    int r = store_run(store, "UPDATE staff SET revoked_at = ? WHERE id = ?", "ot",
                      revoked ? now : 0, id);

    return r < 0 ? r : store_changes(store) ? 0 : -ENOENT;
}
