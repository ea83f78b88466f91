/*
 * human: what a visit asks of the person, from what a journey showed.
 *
 *     human NAME TRACE OUT.json [TAPS WORDS SECONDS]
 *
 * TRACE is a journey's folder (tests/journeys/run.sh): its dumps, and TRACE/tap with "# taps N".
 * Adds to the figures of OUT.json, with the goals given:
 *
 *     human.NAME_taps      taps on the glass, turning pages too
 *     human.NAME_words     words on the way: each once a screen; what only waits, keys and the bar
 *                          that is the same everywhere are not read
 *     human.NAME_seconds   the same words, said by the kiosk's own voice at its usual rate
 */
#include "drivers/voice/sentence.h"
#include "drivers/voice/speaker.h"
#include "drivers/voice/speech.h"
#include "drivers/voice/spoken.h"
#include "tests/journeys/steps.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT = 2048, SEEN_MAX = 256 };

struct human {
    char scene[64];
    char *seen[SEEN_MAX]; /* of this scene */
    size_t seen_count, words, samples;
    struct speech *speech;
};

static void fail(const char *what)
{
    fprintf(stderr, "human: %s\n", what);
    exit(1);
}

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static bool is_read(json_t *element)
{
    static const char *const others[] = {"key", "back", "help", "done", "setting", "qr", "photo"};
    const char *role = text_of(element, "role");

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (strcmp(role, others[i]) == 0)
            return false;
    }
    return json_integer_value(json_object_get(element, "index")) >= 0;
}

static bool only_waits(json_t *dump)
{
    json_t *element;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        if (strcmp(text_of(element, "role"), "progress") == 0)
            return true;
    }
    return false;
}

static void forget(struct human *h)
{
    while (h->seen_count > 0)
        free(h->seen[--h->seen_count]);
}

/* Whether it was there before, on this screen; now it was. */
static bool was_seen(struct human *h, const char *text)
{
    for (size_t i = 0; i < h->seen_count; i++) {
        if (strcmp(h->seen[i], text) == 0)
            return true;
    }
    if (h->seen_count == SEEN_MAX)
        fail("a screen without end");
    h->seen[h->seen_count++] = strdup(text);
    return false;
}

static size_t words_of(const char *text)
{
    size_t words = 0;

    while (*(text += strspn(text, " ")) != '\0') {
        text += strcspn(text, " ");
        words++;
    }
    return words;
}

static void say(struct human *h, const char *text)
{
    static char spoken[TEXT * SPOKEN_GROWTH];
    char sentence[SPEECH_TEXT_MAX];
    const int16_t *samples;
    size_t taken, count, at = 0;

    if (spoken_write(text, spoken, sizeof(spoken)) != 0)
        fail(text);
    while ((taken = sentence_take(spoken + at, sentence, sizeof(sentence))) > 0) {
        at += taken;
        if (speech_make(h->speech, sentence, 100, &samples, &count) != 0)
            fail(sentence);
        h->samples += count;
    }
}

static void step_read(struct human *h, json_t *dump)
{
    json_t *element;
    size_t i;

    if (only_waits(dump))
        return;
    if (strcmp(text_of(dump, "name"), h->scene) != 0) {
        forget(h);
        snprintf(h->scene, sizeof(h->scene), "%s", text_of(dump, "name"));
    }
    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        char text[TEXT];

        snprintf(text, sizeof(text), "%s %s", text_of(element, "label"),
                 text_of(element, "detail"));
        if (is_read(element) && !was_seen(h, text)) {
            h->words += words_of(text);
            say(h, text);
        }
    }
}

static int taps_of(const char *trace)
{
    char path[4096], line[256];
    FILE *file;
    int taps = -1;

    snprintf(path, sizeof(path), "%s/tap", trace);
    file = fopen(path, "re");
    while (file && fgets(line, sizeof(line), file))
        sscanf(line, "# taps %d", &taps);
    if (!file || taps < 0)
        fail(path);
    fclose(file);
    return taps;
}

static void report(json_t *figures, const char *name, const char *what, double value,
                   const char *unit, const char *most, const char *anchor)
{
    char full[64], goal[32] = "-";

    snprintf(full, sizeof(full), "human.%s_%s", name, what);
    if (most)
        snprintf(goal, sizeof(goal), "<= %s", most);
    printf("%-28s %10.0f %-8s goal %-8s %s\n", full, value, unit, goal, anchor);
    json_object_set_new(figures, full,
                        json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", unit, "anchor",
                                  anchor, "goal", goal));
}

int main(int argc, char **argv)
{
    struct human h = {.scene = ""};
    struct steps steps = {.directory = argc > 2 ? argv[2] : ""};
    const char *const *goals = argc == 7 ? (const char *const *)argv + 4 : NULL;
    json_t *figures, *dump;
    int last;

    if (argc != 4 && argc != 7)
        fail("usage: human NAME TRACE OUT.json [TAPS WORDS SECONDS]");
    last = steps_newest(&steps) - 1; /* the last step is the next person's start screen */
    if (last < 1 || speech_open("id", SPEAKER_RATE_HZ, &h.speech) != 0)
        fail("no journey there, or no voice");
    for (int number = 0; number <= last; number++) {
        dump = steps_dump(&steps, number);
        step_read(&h, dump);
        json_decref(dump);
    }
    figures = json_load_file(argv[3], 0, NULL);
    if (!figures)
        figures = json_object();
    report(figures, argv[1], "taps", taps_of(argv[2]), "taps", goals ? goals[0] : NULL,
           "taps of a whole visit, a sighted person in Indonesian at the default size");
    report(figures, argv[1], "words", (double)h.words, "words", goals ? goals[1] : NULL,
           "words to read on the way, without screens that only wait and the bar");
    report(figures, argv[1], "seconds", (double)h.samples / SPEAKER_RATE_HZ, "s",
           goals ? goals[2] : NULL, "the same words in the kiosk's own voice at its usual rate");
    if (json_dump_file(figures, argv[3], JSON_INDENT(2) | JSON_SORT_KEYS) != 0)
        fail(argv[3]);
    json_decref(figures);
    forget(&h);
    speech_close(h.speech);
    return 0;
}
