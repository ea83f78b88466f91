/*
 * comeback: every kiosk of the country after an outage of two hours, simulated with the courier's
 * own line and back-off, and with what others do.
 *
 *     comeback > LINES
 *
 * All lose the line in the same second. Each looks for it again as drivers/courier/line.c says, or
 * by a rule without jitter, or at a fixed pace; the centre, once it is back, serves CENTRE_PER_S in
 * the order of arrival. What waits longer than a kiosk does (15 s) is lost work, and tried again.
 * Who is through delivers RECORDS filings one after the other. Prints lines for note.c.
 */
#include "drivers/courier/backoff.h"
#include "drivers/courier/line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KIOSKS = 84000,
    OUTAGE_MS = 2 * 3600 * 1000,
    HORIZON_MS = 8 * 3600 * 1000,
    TICK_MS = 100,
    TICKS = HORIZON_MS / TICK_MS,
    SECONDS = HORIZON_MS / 1000,
    RECORDS = 3,         /* filed while the line was down */
    CENTRE_PER_S = 4000, /* requests: README's arithmetic for the busiest hour, and a half more */
    PATIENCE_MS = 15000, /* link.h */
    ROUND_TRIP_MS = 600,
    FIXED_MS = 30000,
    FIRST_MS = 5000, /* outbox: of a record */
    MOST_MS = 3600 * 1000,
};

enum policy { OURS, NO_JITTER, FIXED };

struct kiosk {
    struct line line;
    bool online;
    uint32_t tried; /* times the record at hand was sent in vain */
    int left;       /* records to deliver */
    int next;       /* in the same tick; -1: none */
};

static struct kiosk kiosks[KIOSKS];
static int ticks[TICKS]; /* the first kiosk that acts then; -1: none */
static uint32_t arrivals[SECONDS];
static uint64_t dice = 88172645463325252u; /* the same for every policy: a run can be repeated */

static uint32_t draw(void)
{
    dice ^= dice << 13;
    dice ^= dice >> 7;
    dice ^= dice << 17;
    return (uint32_t)(dice >> 32);
}

static void act_at(int kiosk, int64_t ms)
{
    int64_t tick = (ms + TICK_MS - 1) / TICK_MS;
    if (tick >= TICKS)
        tick = TICKS - 1;
    kiosks[kiosk].next = ticks[tick];
    ticks[tick] = kiosk;
}

/* When a kiosk that missed the service looks again. */
static int64_t look_again(struct kiosk *k, enum policy policy, int64_t ms)
{
    switch (policy) {
    case OURS:
        line_missed(&k->line, ms / 1000, ms, draw());
        return k->line.look_at_ms;
    case NO_JITTER:
        line_missed(&k->line, ms / 1000, ms, 0);
        return k->line.look_at_ms;
    case FIXED:
        return ms + FIXED_MS;
    }
    return ms;
}

static int64_t send_again(struct kiosk *k, enum policy policy, int64_t ms)
{
    k->tried++;
    return policy == FIXED
               ? ms + FIXED_MS
               : ms + backoff(FIRST_MS, MOST_MS, k->tried, policy == OURS ? draw() : 0);
}

static void play(enum policy policy, const char *name, const char *what)
{
    double free_at_ms = 0;
    int64_t last_ms = 0;
    uint64_t wasted = 0;
    uint32_t peak = 0;
    int done = 0;
    memset(arrivals, 0, sizeof arrivals);
    memset(ticks, 0xff, sizeof ticks);
    for (int i = 0; i < KIOSKS; i++) {
        kiosks[i] = (struct kiosk){.line = {.state = LINE_UP}, .left = RECORDS};
        act_at(i, draw() % 1000);
    }
    for (int tick = 0; tick < TICKS - 1 && done < KIOSKS; tick++) {
        int64_t ms = (int64_t)tick * TICK_MS;
        for (int i = ticks[tick], next; i >= 0; i = next) {
            struct kiosk *k = &kiosks[i];
            next = k->next;
            if (ms < OUTAGE_MS) {
                act_at(i, look_again(k, policy, ms) + TICK_MS);
                continue;
            }
            arrivals[ms / 1000]++;
            free_at_ms = (free_at_ms > (double)ms ? free_at_ms : (double)ms) + 1e3 / CENTRE_PER_S;
            int64_t wait = (int64_t)(free_at_ms - (double)ms) + ROUND_TRIP_MS;
            if (wait > PATIENCE_MS) {
                wasted++;
                act_at(i, k->online ? send_again(k, policy, ms + PATIENCE_MS)
                                    : look_again(k, policy, ms + PATIENCE_MS));
                continue;
            }
            if (!k->online) {
                k->online = true;
                line_met(&k->line, ms + wait);
            } else {
                k->left--;
                k->tried = 0;
            }
            if (k->left) {
                act_at(i, ms + wait);
            } else {
                done++;
                last_ms = ms + wait;
            }
        }
    }
    for (int s = OUTAGE_MS / 1000; s < SECONDS; s++)
        peak = arrivals[s] > peak ? arrivals[s] : peak;
    printf("fleet.return_%s_peak_per_s %u 1/s - %s: most requests in one second\n", name, peak, what);
    printf("fleet.return_%s_wasted %llu requests - %s: given up before they were answered\n", name,
           (unsigned long long)wasted, what);
    printf("fleet.return_%s_all_min %.1f min - %s: until everything is delivered%s\n", name,
           (double)(last_ms - OUTAGE_MS) / 60000, what, done < KIOSKS ? " (never by all)" : "");
}

int main(void)
{
    play(OURS, "ours", "84,000 kiosks, growing waits with jitter");
    play(NO_JITTER, "no_jitter", "the same waits without jitter");
    play(FIXED, "fixed", "every 30 s");
    return 0;
}
