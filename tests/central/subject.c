#include "subject.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static int read_finger(const json_t *finger, struct subject *subject)
{
    json_int_t score = json_integer_value(json_object_get(finger, "score_class"));

    if (!finger)
        return 0;
    if (score < 1 || score > 2)
        return -EINVAL;
    subject->score_class = (int)score;
    return field_instant(finger, "verified_at", &subject->verified_at);
}

static void copy(char *out, size_t size, const char *text)
{
    snprintf(out, size, "%s", text ? text : "");
}

static bool is_reason(const char *text)
{
    static const char *const reasons[] = {"worn", "amputation", "bandage", "not_on_chip",
                                          "sensor_down"};

    for (size_t i = 0; text && i < sizeof(reasons) / sizeof(*reasons); i++) {
        if (strcmp(reasons[i], text) == 0)
            return true;
    }
    return false;
}

/* {"helper", "witness" or "witness_name", "verified_at"}: who compared face and photograph. */
static int read_helpers(const json_t *attended, struct subject *subject)
{
    const char *helper = field_text(attended, "helper", FIELD_CODE);
    const char *witness = field_text(attended, "witness", FIELD_CODE);
    const char *name = field_text(attended, "witness_name", SUBJECT_NAME);

    if (!helper || !witness == !name)
        return -EINVAL;
    copy(subject->helper, sizeof(subject->helper), helper);
    copy(subject->witness, sizeof(subject->witness), witness);
    copy(subject->witness_name, sizeof(subject->witness_name), name);
    return field_instant(attended, "verified_at", &subject->verified_at);
}

/* In place of a finger, with a "reason". */
static int read_attended(const json_t *attended, struct subject *subject)
{
    const char *reason = field_text(attended, "reason", FIELD_CODE);

    if (!is_reason(reason) || subject->score_class)
        return -EINVAL;
    copy(subject->no_finger, sizeof(subject->no_finger), reason);
    subject->card_alone = json_is_true(json_object_get(attended, "card_alone"));
    if (subject->card_alone &&
        (strcmp(reason, "sensor_down") != 0 || !field_text(attended, "witness", FIELD_CODE)))
        return -EINVAL;
    return read_helpers(attended, subject);
}

/* Two kinds that are never mixed: beside the finger, or in its place. Where no card could be read
 * it is staff who help. */
static int read_help(const json_t *object, struct subject *subject)
{
    const json_t *attended = json_object_get(object, "attended");
    const char *helper = field_text(object, "helper", FIELD_CODE);
    const char *name = field_text(object, "helper_name", SUBJECT_NAME);

    if ((strcmp(subject->assurance, "attended") == 0) != (attended != NULL))
        return -EINVAL;
    if (attended)
        return helper || name ? -EINVAL : read_attended(attended, subject);
    if (helper && name)
        return -EINVAL;
    copy(subject->helper, sizeof(subject->helper), helper);
    copy(subject->helper_name, sizeof(subject->helper_name), name);
    return strcmp(subject->assurance, "stated") != 0 || (helper && !subject->score_class) ? 0
                                                                                          : -EINVAL;
}

bool subject_is_sure(const struct subject *subject)
{
    return strcmp(subject->assurance, "attended") == 0 ? subject->no_finger[0] != 0
                                                       : subject->score_class > 0;
}

/* At `stated` there was no card; at `attended` it was read at either level. */
int subject_read_card(const json_t *object, struct subject *subject)
{
    const json_t *card = json_object_get(object, "card");
    const char *assurance = field_text(object, "assurance", sizeof(subject->assurance));
    const char *nik = field_text(card, "nik", sizeof(subject->nik));
    bool stated = assurance && strcmp(assurance, "stated") == 0;
    bool by_nik = stated || (assurance && strcmp(assurance, "chip") == 0) ||
                  (assurance && strcmp(assurance, "attended") == 0 && nik);

    if (!assurance ||
        (!by_nik && strcmp(assurance, "tag") != 0 && strcmp(assurance, "attended") != 0))
        return -EINVAL;
    snprintf(subject->assurance, sizeof(subject->assurance), "%s", assurance);
    if (by_nik) {
        if (!nik || strlen(nik) != 16 || strspn(nik, "0123456789") != 16)
            return -EINVAL;
        snprintf(subject->nik, sizeof(subject->nik), "%s", nik);
    }
    if (stated)
        return 0;
    subject->uid_size = json_string_length(json_object_get(card, "uid")) / 2;
    if (subject->uid_size != 4 && subject->uid_size != 7 && subject->uid_size != 8 &&
        subject->uid_size != 10)
        return -EINVAL;
    if (field_hex(card, "uid", subject->uid_size, subject->uid) < 0)
        return -EINVAL;
    return by_nik ? 0
                  : field_hex(card, "photo_sha256", sizeof(subject->photo_sha256),
                              subject->photo_sha256);
}

int subject_read(const json_t *object, struct subject *subject_out)
{
    struct subject subject = {0};
    const json_t *consent = json_object_get(object, "consent");
    const char *version = field_text(consent, "version", sizeof(subject.consent_version));

    if (!version || subject_read_card(object, &subject) < 0 ||
        field_instant(consent, "given_at", &subject.consent_at) < 0 ||
        read_finger(json_object_get(object, "finger"), &subject) < 0 ||
        read_help(object, &subject) < 0)
        return -EINVAL;
    snprintf(subject.consent_version, sizeof(subject.consent_version), "%s", version);
    *subject_out = subject;
    return 0;
}

int subject_read_enrolled(const json_t *object, struct subject *subject_out)
{
    struct subject subject = {0};
    const json_t *consent = json_object_get(object, "consent");
    const char *version = field_text(consent, "version", sizeof(subject.consent_version));

    if (!version || subject_read_card(object, &subject) < 0 ||
        strcmp(subject.assurance, "tag") != 0 ||
        field_instant(consent, "given_at", &subject.consent_at) < 0 ||
        read_helpers(json_object_get(object, "attended"), &subject) < 0)
        return -EINVAL;
    copy(subject.consent_version, sizeof(subject.consent_version), version);
    *subject_out = subject;
    return 0;
}

/* -EINPROGRESS when it was enrolled and nobody has refused it, else -ENOENT. */
static int find_enrolled(struct store *store, const struct subject *subject)
{
    struct store_rows *rows = NULL;
    int r = store_ask(store, &rows,
                      "SELECT 1 FROM binding WHERE uid = ? AND photo_sha256 = ?"
                      " AND state IN ('waiting', 'differs')",
                      "bb", subject->uid, subject->uid_size, subject->photo_sha256,
                      (size_t)SUBJECT_DIGEST);

    if (r == 0)
        r = store_next(rows);
    store_done(rows);
    return r < 0 ? r : r == 1 ? -EINPROGRESS : -ENOENT;
}

static int find_nik(struct store *store, const char *nik, struct person *person_out)
{
    struct store_rows *rows = NULL;
    int r =
        store_ask(store, &rows, "SELECT id, family, handle FROM person WHERE nik = ?", "t", nik);

    if (r < 0)
        return r;
    r = store_next(rows);
    if (r == 1) {
        person_out->id = store_number(rows, 0);
        person_out->family = store_number(rows, 1);
        snprintf(person_out->handle, sizeof(person_out->handle), "%s", store_text(rows, 2));
        r = 0;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    return r;
}

int subject_find(struct store *store, const struct subject *subject, struct person *person_out)
{
    if (subject->nik[0])
        return find_nik(store, subject->nik, person_out);
    struct store_rows *rows = NULL;
    struct person person = {0};
    size_t size = 0;
    int r = store_ask(store, &rows,
                      "SELECT person.id, family, handle, photo_sha256 FROM card"
                      " JOIN person ON person.id = card.person WHERE uid = ? AND gone = 0",
                      "b", subject->uid, subject->uid_size);

    if (r < 0)
        return r;
    r = store_next(rows);
    if (r == 1) {
        const void *digest = store_bytes(rows, 3, &size);
        bool same = size == SUBJECT_DIGEST &&
                    sodium_memcmp(digest, subject->photo_sha256, SUBJECT_DIGEST) == 0;

        person.id = store_number(rows, 0);
        person.family = store_number(rows, 1);
        snprintf(person.handle, sizeof(person.handle), "%s", store_text(rows, 2));
        r = same ? 0 : -EKEYREJECTED;
    } else if (r == 0) {
        r = -ENOENT;
    }
    store_done(rows);
    if (r == 0)
        *person_out = person;
    return r == -ENOENT ? find_enrolled(store, subject) : r;
}

const char *subject_refusal(int result)
{
    return result == -ENOENT         ? "rjct.card.unknown"
           : result == -EKEYREJECTED ? "rjct.card.mismatch"
           : result == -EINPROGRESS  ? "rjct.card.pending"
                                     : NULL;
}
