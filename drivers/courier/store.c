#include "store.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

void store_clock(struct store *s, int64_t now, bool clock_kept)
{
    s->now = now;
    s->clock_kept = clock_kept;
}

void store_log(struct store *s, const char *event, const char *detail, struct notes *notes)
{
    int result = s->journal ? journal_add(s->journal, s->now, s->clock_kept, event, detail) : 0;
    if (!result)
        return;
    notes_add_errno(notes, "write the journal", result);
    journal_close(s->journal);
    s->journal = NULL;
}

static void open_journal(struct store *s, struct notes *notes)
{
    bool damaged = false;
    int result = s->journal ? 0 : journal_open(s->setup.directory, &s->journal, &damaged);
    if (!s->trouble)
        notes_add_errno(notes, "open the journal", result);
    if (!result && damaged) {
        notes_add(notes, "open the journal", "damaged, set aside");
        store_log(s, "journal-damaged", "", notes);
    }
}

static void recall(struct store *s)
{
    int64_t value;
    if (!outbox_recall(s->outbox, OUTBOX_CONTACT, &value) && value > s->contact)
        s->contact = s->noted = value;
    if (!outbox_recall(s->outbox, OUTBOX_WINDOW_CLOSES, &value))
        s->window_closes_at = value;
}

static int open_outbox(struct store *s, struct notes *notes)
{
    struct outbox_found found;
    char why[64];
    int result = outbox_open(&s->setup, &s->outbox, &found);
    if (result)
        return result;
    if (found.damaged) {
        snprintf(why, sizeof why, "damaged, set aside; %u records saved", found.salvaged);
        notes_add(notes, "open the outbox", why);
        snprintf(why, sizeof why, "%u", found.salvaged);
        store_log(s, "outbox-damaged", why, notes);
    }
    recall(s);
    store_count(s, notes);
    return 0;
}

int store_check(struct store *s, int64_t steady_ms, struct notes *notes)
{
    int was = s->trouble;
    open_journal(s, notes);
    int result = s->outbox ? 0 : open_outbox(s, notes);
    if (!result)
        result = store_learn(s, outbox_probe(s->outbox), notes);
    if (result == -EUCLEAN) /* found just now: begin a new one at once */
        result = open_outbox(s, notes);
    if (result != was) {
        notes_add_errno(notes, "write to the outbox", result);
        store_log(s, result ? "store-unusable" : "store-usable", strerrorname_np(-result), notes);
    }
    s->trouble = result;
    s->check_at_ms = steady_ms + STORE_CHECK_MS;
    return result;
}

void store_open(struct store *s, const struct outbox_setup *setup, int64_t now, bool clock_kept,
                int64_t steady_ms, struct notes *notes)
{
    *s = (struct store){.setup = *setup, .now = now, .clock_kept = clock_kept};
    (void)store_check(s, steady_ms, notes);
    if (!s->contact) /* a new kiosk, or a new file */
        store_met(s, now, notes);
    store_log(s, "started", "", notes);
}

static void close_outbox(struct store *s)
{
    outbox_close(s->outbox);
    s->outbox = NULL;
}

void store_close(struct store *s)
{
    close_outbox(s);
    journal_close(s->journal);
    s->journal = NULL;
}

int store_learn(struct store *s, int result, struct notes *notes)
{
    if (result != -EUCLEAN)
        return result;
    notes_add_errno(notes, "use the outbox", result);
    close_outbox(s);
    s->check_at_ms = 0;
    return result;
}

void store_count(struct store *s, struct notes *notes)
{
    if (s->outbox)
        notes_add_errno(notes, "count the outbox", outbox_count(s->outbox, &s->waiting, &s->aside));
}

static void remember(struct store *s, enum outbox_fact fact, int64_t value, struct notes *notes)
{
    int result = s->outbox ? outbox_remember(s->outbox, fact, value) : 0;
    if (!s->trouble)
        notes_add_errno(notes, "note a fact", store_learn(s, result, notes));
}

void store_met(struct store *s, int64_t now, struct notes *notes)
{
    s->contact = now;
    if (s->noted && now >= s->noted && now - s->noted < STORE_CONTACT_S)
        return;
    s->noted = now;
    remember(s, OUTBOX_CONTACT, now, notes);
}

void store_window(struct store *s, int64_t closes_at, int64_t now, struct notes *notes)
{
    bool sooner =
        closes_at > now && (s->window_closes_at <= now || closes_at < s->window_closes_at);
    if (!sooner)
        return;
    s->window_closes_at = closes_at;
    remember(s, OUTBOX_WINDOW_CLOSES, closes_at, notes);
}
