#include "reasons.h"

#include "calendar.h"
#include "saying.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* "BUDI SANTOSO" -> "B*** S******" */
static void mask(const char *name, char masked_out[REASONS_NAME])
{
    size_t i = 0;

    for (; name[i] && i + 1 < REASONS_NAME; i++)
        masked_out[i] = i == 0 || name[i - 1] == ' ' || name[i] == ' ' ? name[i] : '*';
    masked_out[i] = 0;
}

const char *reasons_kind(const struct reason *reason)
{
    if (strcmp(reason->sensitivity, "health") == 0)
        return "Data kesehatan";
    return strcmp(reason->sensitivity, "bank") == 0 ? "Data bank" : reason->title;
}

static const struct rules_exclusion *exclusion_of(const struct programme *programme, enum fact fact)
{
    for (size_t i = 0; i < programme->exclusion_count; i++) {
        if (programme->exclusions[i].fact == fact)
            return &programme->exclusions[i];
    }
    return NULL;
}

static struct reason card(const struct reasons_view *view, enum fact fact)
{
    const struct fact_card *about = &fact_cards[fact];
    int32_t dated = view->household->as_of[fact];
    struct reason reason = {
        .kind = about->kind,
        .title = about->title,
        .source = source_name(about->source),
        .as_of =
            dated ? dated : calendar_add_days(view->computed_on, -7 * source_weeks(about->source)),
        .effect = REASON_FOR,
        .sensitivity = about->sensitivity,
        .grounds = about->grounds,
        .corrector = about->corrector,
    };

    snprintf(reason.id, sizeof(reason.id), "%.15s.%.15s", view->programme->code, about->key);
    return reason;
}

/* A card of no record: what the centre itself has to say. */
static struct reason notice(const struct reasons_view *view, const char *id, const char *title,
                            const char *source, int weeks)
{
    struct reason reason = {.kind = "other",
                            .title = title,
                            .source = source,
                            .as_of = calendar_add_days(view->computed_on, -7 * weeks),
                            .effect = REASON_NONE,
                            .sensitivity = "plain",
                            .grounds = ""};

    snprintf(reason.id, sizeof(reason.id), "%.15s.%.15s", view->programme->code, id);
    return reason;
}

/* It counts as it counts, and that is all another member hears of it. */
static void withhold(struct reason *reason)
{
    reason->title = reasons_kind(reason);
    snprintf(reason->says, sizeof(reason->says),
             "Catatan ini milik anggota keluarga lain. Isinya tidak ditampilkan.");
    reason->limit[0] = 0;
    reason->owner[0] = 0;
    reason->corrector = NULL;
    reason->as_of = 0;
    reason->withheld = true;
}

static struct reason record(const struct reasons_view *view, enum fact fact)
{
    struct reason reason = card(view, fact);
    const struct rules_exclusion *limit = exclusion_of(view->programme, fact);
    int32_t counted = household_counted(view->household, fact);

    if (fact == FACT_ENGINE && view->household->value[fact] > 1000)
        reason.title = "Mobil";
    saying_record(view->household, fact, limit ? limit->over : INT32_MAX, reason.says);
    if (fact_cards[fact].personal && view->household->value[fact])
        mask(view->names[view->household->owner[fact] % HOUSEHOLD_MEMBERS], reason.owner);
    if (limit) {
        snprintf(reason.limit, sizeof(reason.limit), "%s", limit->text);
        reason.effect = counted > limit->over ? REASON_AGAINST : REASON_FOR;
    }
    if (household_outdated(view->household, fact)) {
        snprintf(reason.says, sizeof(reason.says),
                 "Catatan ini atas nama anggota yang menurut Dukcapil sudah meninggal atau pindah. "
                 "Catatan ini tidak dihitung.");
        reason.effect = REASON_NONE;
    }
    if (fact_cards[fact].guarded && view->household->value[fact] &&
        view->household->owner[fact] != view->viewer)
        withhold(&reason);
    return reason;
}

static struct reason welfare(const struct reasons_view *view)
{
    struct reason reason = record(view, FACT_WELFARE);

    snprintf(reason.limit, sizeof(reason.limit), "Desil 1 sampai %d.", view->programme->decile);
    reason.effect = fact_decile(view->household->value[FACT_WELFARE]) > view->programme->decile
                        ? REASON_AGAINST
                        : REASON_FOR;
    reason.decisive = true;
    return reason;
}

static struct reason components(const struct reasons_view *view)
{
    struct reason reason = card(view, FACT_MEMBERS);
    const struct programme *programme = view->programme;
    size_t at = 0, listed = 0;

    snprintf(reason.id, sizeof(reason.id), "%.15s.components", programme->code);
    reason.title = "Anggota keluarga yang dibantu";
    reason.decisive = true;
    reason.grounds = "member_missing changed";
    for (size_t i = 0; i < programme->component_count; i++) {
        const struct rules_component *c = &programme->components[i];
        int count = c->by_fact ? household_counted(view->household, c->fact)
                               : household_aged(view->household, view->computed_on, c->from, c->to);

        /* What is about health is on a card of its own, to be asked for. */
        if (count == 0 || at + RULES_NAME + 32 > sizeof(reason.says))
            continue;
        listed++;
        if (!c->by_fact || strcmp(fact_cards[c->fact].sensitivity, "plain") == 0)
            at += (size_t)snprintf(reason.says + at, sizeof(reason.says) - at, "%s%d %s",
                                   at ? ", " : "Tercatat ", count, c->name);
    }
    if (at)
        snprintf(reason.says + at, sizeof(reason.says) - at, ".");
    else
        snprintf(reason.says, sizeof(reason.says), "%s",
                 listed ? "Ada anggota keluarga yang dibantu."
                        : "Belum tercatat anak sekolah, anak usia dini, atau lanjut usia.");
    snprintf(reason.limit, sizeof(reason.limit),
             "Ada anak usia dini, anak sekolah, lanjut usia, kehamilan, atau disabilitas berat.");
    reason.effect = listed ? REASON_FOR : REASON_AGAINST;
    return reason;
}

static struct reason identity(const struct reasons_view *view)
{
    struct reason reason = notice(view, "identity", "Identitas", source_name(SOURCE_DUKCAPIL), 2);

    snprintf(reason.says, sizeof(reason.says), "NIK ditemukan dan sesuai dengan KTP.");
    reason.effect = REASON_FOR;
    return reason;
}

static struct reason quota(const struct reasons_view *view)
{
    struct reason reason = notice(view, "quota", "Kuota", "Kementerian Sosial", 3);

    snprintf(
        reason.says, sizeof(reason.says),
        "Kuota %.79s sudah penuh. Kuota ditetapkan pusat. Petugas desa tidak bisa mengubahnya.",
        view->programme->name);
    reason.decisive = true;
    return reason;
}

static struct reason waiting(const struct reasons_view *view)
{
    struct reason reason =
        notice(view, "waiting", "Data yang ditunggu", source_name(view->missing), 0);

    snprintf(reason.says, sizeof(reason.says), "Data dari %s belum masuk. Ini bukan penolakan.",
             source_name(view->missing));
    reason.decisive = true;
    return reason;
}

static struct reason paid(const struct reasons_view *view)
{
    struct reason reason = notice(view, "payment", "Pembayaran", "Kementerian Sosial", 0);

    reason.kind = "payment";
    snprintf(reason.says, sizeof(reason.says), "Bantuan tahap ini tercatat sudah dibayar.");
    reason.grounds = "not_received";
    return reason;
}

static struct reason disaster(const struct reasons_view *view)
{
    struct reason reason = notice(view, "disaster", "Bencana", "BPBD", 0);

    snprintf(reason.says, sizeof(reason.says), "Keluarga tercatat terkena bencana.");
    snprintf(reason.limit, sizeof(reason.limit), "Keadaan ini menambah prioritas keluarga.");
    reason.effect = REASON_FOR;
    return reason;
}

/* Everything that may be told of the sources that have answered. */
static size_t gather(const struct reasons_view *view, struct reason *all)
{
    const struct household *household = view->household;
    const struct programme *programme = view->programme;
    size_t count = 0;

    if (view->verdict == VERDICT_INCOMPLETE)
        all[count++] = waiting(view);
    for (size_t i = 0; i < programme->exclusion_count; i++) {
        enum fact fact = programme->exclusions[i].fact;
        if ((household->silent >> fact_cards[fact].source & 1) == 0)
            all[count++] = record(view, fact);
    }
    if (programme->decile && (household->silent >> SOURCE_DTSEN & 1) == 0)
        all[count++] = welfare(view);
    if (household->value[FACT_NEW_MEMBER] && view->verdict == VERDICT_NO_LONGER) {
        all[count] = record(view, FACT_NEW_MEMBER);
        all[count++].effect = REASON_AGAINST;
    }
    if (programme->component_count > 0)
        all[count++] = components(view);
    if (view->verdict == VERDICT_QUEUED)
        all[count++] = quota(view);
    if (view->paid)
        all[count++] = paid(view);
    if (household->disaster_until >= view->computed_on)
        all[count++] = disaster(view);
    all[count++] = identity(view);
    all[count++] = record(view, FACT_MEMBERS);
    if (household->value[FACT_MEMBERS_DTSEN] &&
        household->value[FACT_MEMBERS_DTSEN] != household_present(household)) {
        all[count] = record(view, FACT_MEMBERS_DTSEN);
        all[count++].effect = REASON_NONE;
    }
    for (size_t i = 0; i < programme->component_count; i++) {
        const struct rules_component *c = &programme->components[i];
        if (c->by_fact && household->value[c->fact])
            all[count++] = record(view, c->fact);
    }
    if (household->value[FACT_ILLNESS]) {
        all[count] = record(view, FACT_ILLNESS);
        snprintf(all[count++].limit, REASONS_TEXT, "Keadaan ini menambah prioritas keluarga.");
    }
    return count;
}

size_t reasons_write(const struct reasons_view *view, struct reason reasons_out[REASONS_MAX])
{
    /* Exclusions and components are bounded by rules.h, the rest is a dozen at most. */
    struct reason all[RULES_EXCLUSIONS + RULES_COMPONENTS + 16];
    bool refused = view->verdict == VERDICT_NOT_ELIGIBLE || view->verdict == VERDICT_NO_LONGER;
    size_t count, written = 0;

    if (view->verdict == VERDICT_NOT_ANNOUNCED || view->verdict == VERDICT_NOT_REGISTERED)
        return 0;
    count = gather(view, all);
    for (int against = 1; against >= 0; against--) {
        for (size_t i = 0; i < count && written < REASONS_MAX; i++) {
            if ((all[i].effect == REASON_AGAINST) != (against == 1))
                continue;
            reasons_out[written] = all[i];
            /* A "no" is decided by what exceeds a limit; anything else by what qualifies. */
            if (refused)
                reasons_out[written].decisive = against == 1;
            written++;
        }
    }
    return written;
}

int reasons_fact(const char *id, const char *programme, enum fact *fact_out)
{
    size_t length = strlen(programme);

    if (strncmp(id, programme, length) != 0 || id[length] != '.')
        return -EINVAL;
    return fact_read(id + length + 1, fact_out);
}
