/*
 * schema: the tables of central.db. Days are YYYYMMDD, instants seconds UTC, money rupiah; NULL is
 * "absent" and is left out of answers. A change here is a new SCHEMA_VERSION and a new load.
 */
#ifndef TESTS_CENTRAL_SCHEMA_H
#define TESTS_CENTRAL_SCHEMA_H

#define SCHEMA_VERSION 1

static const char schema_sql[] =
    /* What was decided by, and until when a decision on an objection is promised. */
    "CREATE TABLE rule_set(version TEXT PRIMARY KEY, day INTEGER NOT NULL,"
    " decision_days INTEGER NOT NULL, declaration TEXT NOT NULL);"

    "CREATE TABLE programme(code TEXT PRIMARY KEY, name TEXT NOT NULL, position INTEGER NOT NULL);"

    "CREATE TABLE ground(code TEXT PRIMARY KEY, text TEXT NOT NULL, evidence TEXT,"
    " position INTEGER NOT NULL);"

    "CREATE TABLE family(id INTEGER PRIMARY KEY, kk TEXT NOT NULL UNIQUE, village TEXT NOT NULL,"
    " address TEXT NOT NULL, decile INTEGER NOT NULL);"

    "CREATE TABLE person(id INTEGER PRIMARY KEY, family INTEGER NOT NULL REFERENCES family,"
    " handle TEXT NOT NULL UNIQUE, nik TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    " sex TEXT NOT NULL, born INTEGER NOT NULL, role TEXT NOT NULL, address_as TEXT NOT NULL);"
    "CREATE INDEX person_family ON person(family);"

    "CREATE TABLE card(uid BLOB PRIMARY KEY, person INTEGER NOT NULL REFERENCES person,"
    " photo_sha256 BLOB NOT NULL);"

    "CREATE TABLE template(person INTEGER NOT NULL REFERENCES person, position INTEGER NOT NULL,"
    " record BLOB NOT NULL, PRIMARY KEY(person, position));"

    "CREATE TABLE result(family INTEGER NOT NULL REFERENCES family,"
    " programme TEXT NOT NULL REFERENCES programme, verdict TEXT NOT NULL,"
    " verdict_text TEXT NOT NULL, announced_on INTEGER, refresh_on INTEGER, ended_on INTEGER,"
    " collect_by INTEGER, amount INTEGER, stage TEXT, place TEXT, account TEXT,"
    " queue_place INTEGER, queue_band TEXT, missing_source TEXT, opens_at INTEGER,"
    " closes_at INTEGER, PRIMARY KEY(family, programme));"

    "CREATE TABLE reason(family INTEGER NOT NULL, id TEXT NOT NULL, programme TEXT NOT NULL,"
    " position INTEGER NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, says TEXT NOT NULL,"
    " source TEXT NOT NULL, limit_text TEXT, as_of INTEGER, effect TEXT NOT NULL,"
    " sensitivity TEXT NOT NULL, decisive INTEGER NOT NULL, PRIMARY KEY(family, id),"
    " FOREIGN KEY(family, programme) REFERENCES result);"

    "CREATE TABLE reason_ground(family INTEGER NOT NULL, reason TEXT NOT NULL,"
    " ground TEXT NOT NULL REFERENCES ground, PRIMARY KEY(family, reason, ground),"
    " FOREIGN KEY(family, reason) REFERENCES reason(family, id));"

    /* What it was about is kept in words, since reasons change with the next refresh. */
    "CREATE TABLE objection(number TEXT PRIMARY KEY, sender TEXT NOT NULL,"
    " idempotency_key TEXT NOT NULL, family INTEGER NOT NULL REFERENCES family,"
    " person INTEGER NOT NULL REFERENCES person, programme TEXT NOT NULL REFERENCES programme,"
    " ground TEXT NOT NULL REFERENCES ground, what TEXT NOT NULL, state TEXT NOT NULL,"
    " state_text TEXT NOT NULL, accepted_at INTEGER NOT NULL, clock_trusted INTEGER NOT NULL,"
    " confirmed_at INTEGER NOT NULL, received_at INTEGER NOT NULL, expected_on INTEGER NOT NULL,"
    " assurance TEXT NOT NULL, consent_version TEXT NOT NULL, consent_at INTEGER NOT NULL,"
    " score_class INTEGER NOT NULL, verified_at INTEGER NOT NULL,"
    " UNIQUE(sender, idempotency_key));"
    "CREATE INDEX objection_family ON objection(family);"

    "CREATE TABLE objection_reason(number TEXT NOT NULL REFERENCES objection,"
    " position INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY(number, position));"

    /* First answers, for a message_id that comes again. */
    "CREATE TABLE reply(sender TEXT NOT NULL, message_id TEXT NOT NULL, action TEXT NOT NULL,"
    " answered_at INTEGER NOT NULL, header TEXT NOT NULL, message TEXT NOT NULL,"
    " PRIMARY KEY(sender, message_id));"
    "CREATE INDEX reply_age ON reply(answered_at);";

#endif
