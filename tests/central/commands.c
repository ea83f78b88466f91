#include "commands.h"

#include "binding.h"
#include "bridge.h"
#include "calendar.h"
#include "checks.h"
#include "enrolment.h"
#include "families.h"
#include "filings.h"
#include "payments.h"
#include "policy.h"
#include "remote.h"
#include "rounds.h"
#include "settings.h"
#include "staff.h"
#include "stage.h"
#include "store.h"
#include "villages.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DAY_S = 86400 };

/* A stage at work: its database, where its rule files are, and the programme's time. */
struct work {
    struct store *store;
    char rules[256];
    int64_t now;
};

static int begin(const char *stage, struct work *work)
{
    char path[STAGE_PATH];
    int64_t offset = 0;
    int r = stage_path(stage, "central.db", path);

    work->store = NULL;
    if (r == 0)
        r = store_open(path, &work->store);
    if (r == 0)
        r = settings_read(work->store, "rules_folder", work->rules, sizeof(work->rules));
    if (r == 0)
        r = settings_offset(work->store, &offset);
    work->now = (int64_t)time(NULL) + offset;
    return r;
}

/* Refreshes whose day has come, in their order. */
static int refresh_due(struct work *work)
{
    int32_t today = calendar_day(work->now);
    struct round newest;
    int r = rounds_newest(work->store, &newest);

    while (r == 0 && newest.refresh_on <= today) {
        r = rounds_refresh(work->store, work->rules, newest.refresh_on);
        if (r == 0)
            r = rounds_newest(work->store, &newest);
    }
    return r;
}

int commands_forgive(const char *stage)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = checks_forgive(work.store);
    store_close(work.store);
    return r;
}

int commands_advance(const char *stage, int days)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = settings_advance(work.store, (int64_t)days * DAY_S);
    work.now += (int64_t)days * DAY_S;
    if (r == 0)
        r = refresh_due(&work);
    if (r == 0)
        r = binding_match(work.store);
    if (r == 0)
        r = filings_lapse(work.store, calendar_day(work.now), work.now);
    store_close(work.store);
    return r;
}

int commands_compute(const char *stage, const char *rules)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0 && rules) {
        snprintf(work.rules, sizeof(work.rules), "%s", rules);
        r = settings_write(work.store, "rules_folder", work.rules);
    }
    if (r == 0)
        r = refresh_due(&work);
    if (r == 0)
        r = rounds_compute(work.store, work.rules, calendar_day(work.now));
    store_close(work.store);
    return r;
}

int commands_source(const char *stage, const char *source, const char *state)
{
    enum source which = SOURCES;
    enum source_state how = SOURCE_UP;
    struct work work = {0};
    int r = source_read(source, &which);

    if (r == 0)
        r = bridge_state_read(state, &how);
    if (r == 0)
        r = begin(stage, &work);
    if (r == 0)
        r = store_run(work.store, "UPDATE source SET state = ? WHERE id = ?", "ii", (int64_t)how,
                      (int64_t)which);
    if (r == 0)
        r = rounds_compute(work.store, work.rules, calendar_day(work.now));
    store_close(work.store);
    return r;
}

int commands_decide(const char *stage, const struct decision *decision)
{
    struct work work;
    bool corrected = false;
    int r = begin(stage, &work);

    if (r == 0)
        r = decide(work.store, decision, work.now, &corrected);
    if (r == 0 && corrected)
        r = rounds_compute(work.store, work.rules, calendar_day(work.now));
    if (r == 0 && corrected)
        r = decide_updated(work.store, decision->number, work.now);
    store_close(work.store);
    return r;
}

int commands_found(const char *stage, const struct decision *found)
{
    struct work work;
    int64_t family;
    int r = begin(stage, &work);

    if (r == 0)
        r = families_found(work.store, found->number,
                           &(struct families_visit){.nik = found->nik,
                                                    .name = found->name,
                                                    .welfare = found->value,
                                                    .village = VILLAGES_KEMIREN,
                                                    .today = calendar_day(work.now)},
                           &family);
    if (r == 0)
        r = rounds_compute(work.store, work.rules, calendar_day(work.now));
    store_close(work.store);
    return r;
}

int commands_pay(const char *stage, const char *nik, const char *programme, const char *state)
{
    struct work work;
    int64_t person = 0, family = 0;
    int r = begin(stage, &work);

    if (r == 0)
        r = channels_family(work.store, nik, &person, &family);
    if (r == 0)
        r = payments_record(work.store, family, programme, state, calendar_day(work.now));
    store_close(work.store);
    return r;
}

int commands_enter(const char *stage, const struct channels_objection *objection)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = channels_object(work.store, objection, work.now);
    store_close(work.store);
    return r;
}

int commands_code(const char *stage, const char *serial)
{
    char code[ENROLMENT_CODE];
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = enrolment_offer(work.store, serial, work.now, code);
    if (r == 0)
        puts(code);
    store_close(work.store);
    return r;
}

int commands_set(const char *stage, const char *sender, const char *name, const char *value)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = remote_set(work.store, sender, name, value);
    store_close(work.store);
    return r;
}

int commands_staff_strike(const char *stage, const char *id, bool off)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = staff_revoke(work.store, id, off, work.now);
    store_close(work.store);
    return r;
}

int commands_bind(const char *stage, const char *number, const char *how)
{
    struct work work = {0};
    bool same = number && strcmp(how, "same") == 0;
    int r = !number || same || strcmp(how, "other") == 0 ? begin(stage, &work) : -EINVAL;

    if (r == 0)
        r = store_begin(work.store);
    if (r == 0)
        r = number ? binding_decide(work.store, number, same) : binding_match(work.store);
    if (r == 0)
        r = store_commit(work.store);
    store_rollback(work.store);
    store_close(work.store);
    return r;
}

int commands_policy(const char *stage, const char *name, const char *value)
{
    struct work work;
    int r = begin(stage, &work);

    if (r == 0)
        r = policy_set(work.store, name, value);
    store_close(work.store);
    return r;
}

int commands_wrong(const char *stage, const char *file)
{
    struct work work = {0};
    json_t *members = json_load_file(file, JSON_REJECT_DUPLICATES, NULL);
    char *text = json_is_object(members) ? json_dumps(members, JSON_COMPACT) : NULL;
    int r = text ? begin(stage, &work) : -EINVAL;

    if (r == 0)
        r = settings_write(work.store, "wrong", text);
    store_close(work.store);
    free(text);
    json_decref(members);
    return r;
}
