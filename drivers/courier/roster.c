#include "roster.h"

#include "reading.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct reading_name rights[] = {{"assist", WIRE_RIGHT_ASSIST},
                                             {"attend", WIRE_RIGHT_ATTEND},
                                             {"enrol", WIRE_RIGHT_ENROL},
                                             {"pages", WIRE_RIGHT_PAGES},
                                             {NULL, 0}};

static const struct reading_name leaves[] = {{"result", WIRE_LEAVE_RESULT},
                                             {"object", WIRE_LEAVE_OBJECT},
                                             {"report", WIRE_LEAVE_REPORT},
                                             {"provisional", WIRE_LEAVE_PROVISIONAL},
                                             {NULL, 0}};

static const struct {
    const char *name;
    uint32_t rights; /* any of them suffices */
} roles[WIRE_ROLES] = {
    [WIRE_ROLE_HELPER] = {"helper", WIRE_RIGHT_ASSIST | WIRE_RIGHT_ATTEND},
    [WIRE_ROLE_WITNESS] = {"witness", WIRE_RIGHT_ATTEND},
    [WIRE_ROLE_CONFIRM] = {"confirm", WIRE_RIGHT_ASSIST | WIRE_RIGHT_ATTEND},
    [WIRE_ROLE_ENROL] = {"enrol", WIRE_RIGHT_ENROL},
    [WIRE_ROLE_ENROL_WITNESS] = {"enrol_witness", WIRE_RIGHT_ENROL},
    [WIRE_ROLE_PAGES] = {"pages", WIRE_RIGHT_PAGES},
};

const char *roster_role(uint32_t role)
{
    return role >= 1 && role < WIRE_ROLES ? roles[role].name : NULL;
}

/* Words of a list as bits; one that is not known says nothing. */
static uint32_t read_bits(struct reading *r, const json_t *object, const char *key,
                          const struct reading_name *names)
{
    const json_t *word;
    uint32_t bits = 0;
    size_t i;
    json_array_foreach(reading_list(r, object, key), i, word)
    {
        if (!json_is_string(word))
            r->wrong = true;
        else
            bits |= reading_code(names, json_string_value(word));
    }
    return bits;
}

static void read_hex(struct reading *r, const json_t *object, const char *key, uint8_t *out,
                     size_t size)
{
    const char *text = reading_string(r, object, key);
    size_t made = 0;
    if (sodium_hex2bin(out, size, text, strlen(text), NULL, &made, NULL) || made != size)
        r->wrong = true;
}

static void read_member(struct reading *r, const json_t *one, struct roster_member *m)
{
    READING_ID(r, one, "id", m->id);
    READING_WORDS(r, one, "name", m->name);
    READING_WORDS(r, one, "post", m->post);
    m->rights = read_bits(r, one, "rights", rights);
    m->revoked = reading_bool(r, one, "revoked", false);
    read_hex(r, one, "chip", m->chip, sizeof m->chip);
    read_hex(r, one, "tag", m->tag, sizeof m->tag);
    if (!*m->id || !*m->name)
        r->wrong = true;
}

static void read_policy(struct reading *r, const json_t *message, struct wire_policy *p)
{
    const json_t *policy = reading_object(r, message, "policy");
    p->assisted = read_bits(r, policy, "assisted", leaves);
    p->attended = read_bits(r, policy, "attended", leaves);
    p->named_witness = reading_bool(r, policy, "named_witness", false);
    p->relatives = reading_bool(r, policy, "relatives", false);
    p->card_alone = reading_bool(r, policy, "card_alone", false);
}

int roster_parse(const json_t *message, struct roster *roster_out)
{
    struct reading r = {.wrong = false};
    struct roster roster = {0};
    const json_t *one;
    size_t i;
    roster.made_at = reading_instant(&r, message, "made_at");
    roster.expires_at = reading_instant(&r, message, "expires_at");
    read_hex(&r, message, "salt", roster.salt, sizeof roster.salt);
    read_policy(&r, message, &roster.policy);
    json_array_foreach(reading_list(&r, message, "staff"), i, one)
    {
        if (roster.count == ROSTER_MAX)
            break;
        read_member(&r, one, &roster.members[roster.count++]);
    }
    if (r.wrong || !roster.made_at || !roster.expires_at)
        return -EBADMSG;
    *roster_out = roster;
    return 0;
}

static const struct roster_member *find(const struct roster *roster, const struct wire_card *card)
{
    bool chip = card->assurance == WIRE_ASSURANCE_CHIP;
    uint8_t digest[ROSTER_DIGEST];
    crypto_generichash_state state;

    crypto_generichash_init(&state, roster->salt, sizeof roster->salt, sizeof digest);
    if (chip) {
        crypto_generichash_update(&state, (const uint8_t *)card->nik, strlen(card->nik));
    } else {
        crypto_generichash_update(&state, card->uid, card->uid_size);
        crypto_generichash_update(&state, card->photo_sha256, sizeof card->photo_sha256);
    }
    crypto_generichash_final(&state, digest, sizeof digest);
    sodium_memzero(&state, sizeof state);
    for (uint32_t i = 0; i < roster->count; i++) {
        const struct roster_member *m = &roster->members[i];
        if (!sodium_memcmp(chip ? m->chip : m->tag, digest, sizeof digest))
            return m;
    }
    return NULL;
}

static bool holds(const struct roster *roster, int64_t now)
{
    return roster->made_at && now < roster->expires_at;
}

struct wire_policy roster_policy(const struct roster *roster, int64_t now)
{
    return holds(roster, now) ? roster->policy : (struct wire_policy){0};
}

bool roster_takes(const struct roster *roster, const struct wire_help *help, int64_t now)
{
    return !help->card_alone || roster_policy(roster, now).card_alone;
}

void roster_judge(const struct roster *roster, const struct wire_card *card, uint32_t role,
                  int64_t now, struct wire_staff *staff_out)
{
    const struct roster_member *m;
    memset(staff_out, 0, sizeof *staff_out);
    staff_out->standing = WIRE_STAFF_NO_LIST;
    if (!holds(roster, now))
        return;
    staff_out->policy = roster->policy;
    m = find(roster, card);
    staff_out->standing = WIRE_STAFF_UNLISTED;
    if (!m)
        return;
    snprintf(staff_out->id, sizeof staff_out->id, "%s", m->id);
    staff_out->standing = WIRE_STAFF_REVOKED;
    if (m->revoked)
        return;
    staff_out->rights = m->rights;
    staff_out->standing = WIRE_STAFF_NO_RIGHT;
    if (!roster_role(role) || !(m->rights & roles[role].rights))
        return;
    staff_out->standing = WIRE_STAFF_LISTED;
    snprintf(staff_out->name, sizeof staff_out->name, "%s", m->name);
    snprintf(staff_out->post, sizeof staff_out->post, "%s", m->post);
}
