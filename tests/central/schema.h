/*
 * schema: the tables of central.db. Days are YYYYMMDD, instants seconds UTC, money rupiah; NULL is
 * "absent" and is left out of answers. Facts, sources and verdicts are the numbers of facts.h and
 * verdict.h; a village is the last six digits of its code. A change here is a new SCHEMA_VERSION
 * and a new load.
 */
#ifndef TESTS_CENTRAL_SCHEMA_H
#define TESTS_CENTRAL_SCHEMA_H

#define SCHEMA_VERSION 9

static const char schema_sql[] =
    /* clock_offset_s, decision_days, declaration, rules_folder, inspectorate; place.SENDER: where
     * a sender's people stand. */
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL);"

    "CREATE TABLE ground(code TEXT PRIMARY KEY, text TEXT NOT NULL, evidence TEXT, asks TEXT,"
    " unrecorded INTEGER NOT NULL,"
    " position INTEGER NOT NULL);"

    "CREATE TABLE place(code INTEGER PRIMARY KEY, name TEXT NOT NULL);"

    /* --- who there is, and what the sources hold ------------------------------------------ */
    "CREATE TABLE family(id INTEGER PRIMARY KEY, kk TEXT NOT NULL, village INTEGER NOT NULL,"
    " address TEXT NOT NULL, registered INTEGER NOT NULL, silent INTEGER NOT NULL,"
    " disaster_until INTEGER);"

    "CREATE TABLE person(id INTEGER PRIMARY KEY, family INTEGER NOT NULL REFERENCES family,"
    " handle TEXT NOT NULL, nik TEXT NOT NULL, name TEXT NOT NULL, sex TEXT NOT NULL,"
    " born INTEGER NOT NULL, role TEXT NOT NULL, address_as TEXT NOT NULL,"
    " gone INTEGER NOT NULL);"

    "CREATE TABLE record(family INTEGER NOT NULL, fact INTEGER NOT NULL, value INTEGER NOT NULL,"
    " owner INTEGER NOT NULL, as_of INTEGER, PRIMARY KEY(family, fact)) WITHOUT ROWID;"

    "CREATE TABLE source(id INTEGER PRIMARY KEY, state INTEGER NOT NULL);"

    "CREATE TABLE card(uid BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES person,"
    " photo_sha256 BLOB NOT NULL) WITHOUT ROWID;"

    /* The photographs Dukcapil wrote to cards, by their digest. */
    "CREATE TABLE dukcapil_photo(nik TEXT PRIMARY KEY, photo_sha256 BLOB NOT NULL)"
    " WITHOUT ROWID;"

    "CREATE TABLE template(person INTEGER NOT NULL REFERENCES person, position INTEGER NOT NULL,"
    " record BLOB NOT NULL, PRIMARY KEY(person, position));"

    /* --- what was decided ------------------------------------------------------------------ */
    /* `base` is the round whose receivers count as having received before; `rules` is what
     * rules_parse reads. A round is shown from its announcement in the family's district on. */
    "CREATE TABLE round(id INTEGER PRIMARY KEY, base INTEGER NOT NULL, computed_on INTEGER NOT "
    "NULL,"
    " announced_on INTEGER NOT NULL, refresh_on INTEGER NOT NULL, rules TEXT NOT NULL,"
    " whole INTEGER NOT NULL);"

    "CREATE TABLE result(round INTEGER NOT NULL, family INTEGER NOT NULL, programme TEXT NOT NULL,"
    " verdict INTEGER NOT NULL, amount INTEGER, place INTEGER, missing INTEGER,"
    " PRIMARY KEY(round, family, programme)) WITHOUT ROWID;"

    /* `period` is the refresh that ends the stage's round. */
    "CREATE TABLE payment(family INTEGER NOT NULL, programme TEXT NOT NULL,"
    " period INTEGER NOT NULL, stage TEXT NOT NULL, state TEXT NOT NULL, day INTEGER NOT NULL,"
    " amount INTEGER NOT NULL, PRIMARY KEY(family, programme, period)) WITHOUT ROWID;"

    /* --- what people asked for -------------------------------------------------------------- */
    /* kind: objection, or one of reports.h. What it was about is kept in words, since reasons
     * change with the next refresh. `appeals` is the number of the case it appeals. */
    "CREATE TABLE filing(number TEXT PRIMARY KEY, kind TEXT NOT NULL, sender TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL, family INTEGER, person INTEGER, programme TEXT,"
    " ground TEXT, what TEXT NOT NULL, detail TEXT, since TEXT, phone TEXT, state TEXT NOT NULL, "
    "outcome TEXT,"
    " appeals TEXT, complete_by INTEGER, accepted_at INTEGER NOT NULL,"
    " clock_trusted INTEGER NOT NULL, confirmed_at INTEGER NOT NULL, received_at INTEGER NOT NULL,"
    " expected_on INTEGER, assurance TEXT, consent_version TEXT, consent_at INTEGER,"
    " score_class INTEGER, verified_at INTEGER, helper TEXT, witness TEXT,"
    " helper_name TEXT, witness_name TEXT, no_finger TEXT,"
    " UNIQUE(sender, idempotency_key));"
    "CREATE INDEX filing_family ON filing(family);"

    "CREATE TABLE filing_reason(number TEXT NOT NULL REFERENCES filing,"
    " position INTEGER NOT NULL, reason TEXT, ground TEXT NOT NULL, since TEXT,"
    " PRIMARY KEY(number, position));"

    /* The card of a report that nobody knows yet; `nik` at level chip. */
    "CREATE TABLE filing_card(number TEXT PRIMARY KEY REFERENCES filing, uid BLOB NOT NULL,"
    " photo_sha256 BLOB NOT NULL, nik TEXT) WITHOUT ROWID;"

    /* Every state a case was in, and every record changed because of it. */
    "CREATE TABLE filing_state(number TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL,"
    " outcome TEXT);"
    "CREATE TABLE correction(number TEXT, at INTEGER NOT NULL, family INTEGER NOT NULL,"
    " fact TEXT NOT NULL, before INTEGER NOT NULL, after INTEGER NOT NULL);"

    /* Sealed to the inspectorate; this service cannot open them. */
    "CREATE TABLE complaint(number TEXT PRIMARY KEY, sender TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL, key_id TEXT NOT NULL, box BLOB NOT NULL,"
    " received_at INTEGER NOT NULL, UNIQUE(sender, idempotency_key));"

    /* How visits were found, by nobody. */
    "CREATE TABLE rating(sender TEXT NOT NULL, idempotency_key TEXT NOT NULL, rating TEXT NOT NULL,"
    " day INTEGER NOT NULL, UNIQUE(sender, idempotency_key));"

    /* How often whose finger was asked for, kept for a day. `matched_at`: when the right one came.
     */
    "CREATE TABLE finger_check(nik TEXT NOT NULL, sender TEXT NOT NULL, at INTEGER NOT NULL,"
    " matched_at INTEGER);"
    "CREATE INDEX finger_check_nik ON finger_check(nik);"

    /* --- village staff --------------------------------------------------------------------- */
    /* `rights` are bits of staff.h; `sender` the kiosk of their office. */
    "CREATE TABLE staff(id TEXT PRIMARY KEY, sender TEXT NOT NULL, name TEXT NOT NULL,"
    " post TEXT NOT NULL, rights INTEGER NOT NULL, nik TEXT NOT NULL, uid BLOB NOT NULL,"
    " photo_sha256 BLOB NOT NULL, revoked_at INTEGER);"
    "CREATE TABLE staff_template(staff TEXT NOT NULL REFERENCES staff, position INTEGER NOT NULL,"
    " record BLOB NOT NULL, PRIMARY KEY(staff, position));"

    /* Every sign-in, as the kiosk told of it afterwards, good or not. */
    "CREATE TABLE sign_in(number TEXT PRIMARY KEY, sender TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL, staff TEXT, role TEXT NOT NULL, outcome TEXT NOT NULL,"
    " at INTEGER NOT NULL, received_at INTEGER NOT NULL, UNIQUE(sender, idempotency_key));"

    /* Cards with fingers, enrolled at a kiosk, until Dukcapil's photograph was compared
     * (binding.h).
     */
    "CREATE TABLE binding(number TEXT PRIMARY KEY, sender TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL, nik TEXT NOT NULL, uid BLOB NOT NULL,"
    " photo_sha256 BLOB NOT NULL, state TEXT NOT NULL, helper TEXT NOT NULL, witness TEXT,"
    " witness_name TEXT, consent_version TEXT NOT NULL, consent_at INTEGER NOT NULL,"
    " confirmed_at INTEGER NOT NULL, received_at INTEGER NOT NULL,"
    " UNIQUE(sender, idempotency_key));"
    "CREATE INDEX binding_uid ON binding(uid);"
    "CREATE TABLE binding_template(number TEXT NOT NULL REFERENCES binding,"
    " position INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY(number, position));"

    /* Who opened whose data, when, where, with which consent, and who helped. */
    "CREATE TABLE access(at INTEGER NOT NULL, sender TEXT NOT NULL, action TEXT NOT NULL,"
    " person INTEGER, family INTEGER, assurance TEXT, consent_version TEXT, consent_at INTEGER,"
    " helper TEXT, witness TEXT, helper_name TEXT, witness_name TEXT, no_finger TEXT);"
    "CREATE INDEX access_family ON access(family, at);"

    /* What pins the kiosks' journals (drivers/courier/journal.h), signatures and all. `behind`: it
     * came after a later one, or after another of its sequence. */
    "CREATE TABLE checkpoint(sender TEXT NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL,"
    " hash TEXT NOT NULL, signature TEXT NOT NULL, waiting INTEGER NOT NULL,"
    " aside INTEGER NOT NULL, received_at INTEGER NOT NULL, behind INTEGER NOT NULL);"
    "CREATE INDEX checkpoint_sender ON checkpoint(sender, sequence);"

    /* Message keys kiosks registered for themselves, over their client certificate. */
    "CREATE TABLE device_key(sender TEXT NOT NULL, key_id TEXT NOT NULL, public_key BLOB NOT NULL,"
    " registered_at INTEGER NOT NULL, PRIMARY KEY(sender, key_id));"

    /* One-time codes for a first certificate (enrolment.h), by their hash; and who was given which
     * certificate, with the one it renews. */
    "CREATE TABLE enrolment(serial TEXT PRIMARY KEY, hash BLOB NOT NULL,"
    " offered_at INTEGER NOT NULL, wrong INTEGER NOT NULL, used_by BLOB);"
    "CREATE TABLE certificate(number TEXT PRIMARY KEY, serial TEXT NOT NULL, renews TEXT,"
    " issued_at INTEGER NOT NULL, expires_at INTEGER NOT NULL);"

    /* What each kiosk said of itself last, and what it is told to be set to. */
    "CREATE TABLE heartbeat(sender TEXT PRIMARY KEY, at INTEGER NOT NULL, said TEXT NOT NULL);"
    /* Those taken out of service, until they register a key again. */
    "CREATE TABLE departure(sender TEXT PRIMARY KEY, at INTEGER NOT NULL);"
    "CREATE TABLE device_setting(sender TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
    " PRIMARY KEY(sender, name));"
    "CREATE TABLE device_settings(sender TEXT PRIMARY KEY, version INTEGER NOT NULL);"

    /* First answers, for a message_id that comes again. */
    "CREATE TABLE reply(sender TEXT NOT NULL, message_id TEXT NOT NULL, action TEXT NOT NULL,"
    " transaction_id TEXT, answered_at INTEGER NOT NULL, header TEXT NOT NULL,"
    " message TEXT NOT NULL, PRIMARY KEY(sender, message_id));"
    "CREATE INDEX reply_age ON reply(answered_at);"
    "CREATE INDEX reply_transaction ON reply(sender, transaction_id);";

/* Made after the bulk of a load, which would be slower with them. */
static const char schema_indexes_sql[] = "CREATE INDEX family_village ON family(village);"
                                         "CREATE INDEX person_family ON person(family);"
                                         "CREATE UNIQUE INDEX person_handle ON person(handle);"
                                         "CREATE UNIQUE INDEX person_nik ON person(nik);"
                                         "CREATE INDEX family_kk ON family(kk);";

#endif
