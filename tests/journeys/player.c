/*
 * journey-player: plays one journey, written as a person would tell it, against a running kiosk.
 *
 *     journey-player -s STAGE -t TRACE [-n NUMBER] [-b finger|keypad|switches] FILE
 *
 * With a keypad or two switches a tap is made by keys alone: the ring is brought to what is tapped,
 * and that is chosen.
 *
 * FILE has one line a step; the first line, after "# ", is the sentence the test is called by.
 *
 *     card NAME|off            through STAGE/bench.sock (tests/bench/director.h)
 *     finger NAME[-left]
 *     reader on|off
 *     sensor on|off
 *     printer on|off|ok|low|out...  (tests/bench/printer.h)
 *     net on|off|slow
 *     service ok|slow|down|error|tampered|portal|garbage|forged    the reference service
 *                              (tests/bench/stage.sh)
 *     journal WORDS            the kiosk's journal comes to hold an entry with these words
 *     central WORDS            a command of the service on the stage (stage.sh)
 *     certificate aged|renewed  the kiosk's has little time left; kioskctl keys renew (stage.sh)
 *     clock +Nd                days pass at once, for everybody (tests/bench/clock.sh)
 *     clock last minute [and a day]    of the first programme's window, as the courier keeps it
 *     see SCENE [within S]     the kiosk comes to show this scene (of the trace in TRACE)
 *     text WORDS               the scene shown says these words, on this page or another
 *     not WORDS                the page shown does not
 *     tap LABEL                a tap on what has this label, or begins with it
 *     headphones in|out        are plugged in, or pulled out
 *     press KEY                of the keyboard, by X's name ("F2", "Return")
 *     listen WORDS             a sentence with these words is heard
 *     seek WORDS               the ring is brought on by its key until it says these words
 *     scan WORDS               the same, but the ring comes by itself
 *     unsaid WORDS             no sentence had these words so far
 *     dark yes|no              the glass is black, or it is not
 *     taps N                   all this took no more taps than N, those that turn pages too
 *     hear CHIME               "read", "attention" or "come_back" sounds after what was heard
 *     canary NAME              nothing of this person is left anywhere (tests/bench/canary.c)
 *     canary NAME finds PROGRAM...    something is, in each of these: no program wipes anything
 *     paper WORDS              the newest receipt on paper says these words
 *     paper not WORDS          it does not
 *     paper none               there is none
 *     kill NAME                the driver NAME, or the kiosk, is killed; it is started again
 *     kill drivers             all four at once, as far as they run
 *
 * What is waited for comes as a file in TRACE; a deadline is when the journey has failed. Prints
 * one line of TAP, and for a failed journey where it stopped and what was shown. Returns 0 or 1.
 */
#include "canary.h"
#include "clock.h"
#include "driver.h"
#include "glass.h"
#include "hand.h"
#include "papers.h"
#include "sight.h"
#include "sound.h"
#include "steps.h"
#include "tests/bench/client.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { DEADLINE_MS = 15000, LISTEN_MS = 30000, SEEK_MAX = 60, STILL_MS = 500, LINE_SIZE = 256 };

struct player {
    struct steps steps;
    struct glass *glass;
    const char *stage;
    char socket_path[512];
    struct ear ear;
    int taps;
    int from; /* the step a scene is looked for from: what was shown before an act is past */
    struct hand hand;
    int own;    /* the step that the last tap brought */
    int looked; /* the step whose dump was read last */
};

/* The words of an element that can be seen or heard. */
static bool element_says(json_t *element, const char *words)
{
    static const char *const keys[] = {"label", "detail", "utterance"};

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const char *text = json_string_value(json_object_get(element, keys[i]));

        if (text && strstr(text, words))
            return true;
    }
    return false;
}

static bool is_paging(json_t *element)
{
    return json_integer_value(json_object_get(element, "index")) < 0;
}

static json_t *element_saying(json_t *dump, const char *words)
{
    json_t *element;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        if (!is_paging(element) && element_says(element, words))
            return element;
    }
    return NULL;
}

/* The element to tap: its label is `label`, or else begins with it. */
static json_t *element_labelled(json_t *dump, const char *label)
{
    json_t *element, *found = NULL;
    size_t i;

    json_array_foreach(json_object_get(dump, "elements"), i, element)
    {
        const char *text = json_string_value(json_object_get(element, "label"));

        if (!text || !json_is_true(json_object_get(element, "tappable")))
            continue;
        if (strcmp(text, label) == 0)
            return element;
        if (!found && strncmp(text, label, strlen(label)) == 0)
            found = element;
    }
    return found;
}

static int tap(struct player *p, json_t *dump, json_t *element)
{
    if (!p->hand.on)
        sight_wait(&p->steps, p->looked, p->own, element);
    p->own = p->from = steps_newest(&p->steps) + 1;
    p->taps++;
    return hand_tap(&p->hand, p->glass, p->looked, dump, element);
}

/* Waits for a step from p->from on; returns its dump, or NULL past the deadline. */
static json_t *newest_dump(struct player *p, int64_t deadline_ms)
{
    do {
        int newest = steps_newest(&p->steps);

        if (newest >= p->from && newest >= 0) {
            p->looked = newest;
            return steps_dump(&p->steps, newest);
        }
    } while (steps_wait(&p->steps, deadline_ms));
    return NULL;
}

/* Whether the page stays as it is: by keys it takes a while to come to a button, and one that goes
 * away meanwhile is another's. A finger is quick. */
static bool is_still(struct player *p)
{
    int64_t until_ms = steps_now_ms() + STILL_MS;

    while (p->hand.on && steps_newest(&p->steps) == p->looked && steps_wait(&p->steps, until_ms))
        ;
    return steps_newest(&p->steps) == p->looked;
}

typedef json_t *(*element_finder)(json_t *dump, const char *words);

/* Finds an element on the page shown, else on the pages after it, else on those before; what is
 * not on any may still come. Returns its dump, which owns *element_out, or NULL. */
static json_t *look(struct player *p, element_finder find, const char *words, json_t **element_out)
{
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;
    const char *turn = "Berikutnya";

    for (;;) {
        json_t *dump = newest_dump(p, deadline_ms), *paging;

        if (!dump)
            return NULL;
        *element_out = find(dump, words);
        if (*element_out)
            return dump;
        paging = element_labelled(dump, turn);
        if (!paging) {
            turn = "Sebelumnya";
            paging = element_labelled(dump, turn);
        }
        if (paging && is_still(p)) {
            tap(p, dump, paging);
        } else if (paging) {
            p->from = steps_newest(&p->steps);
        } else {
            p->from = steps_newest(&p->steps) + 1;
            turn = "Berikutnya";
        }
        json_decref(dump);
    }
}

static int do_text(struct player *p, const char *words)
{
    json_t *element, *dump = look(p, element_saying, words, &element);

    if (!dump)
        return -ETIMEDOUT;
    json_decref(dump);
    return 0;
}

static int do_not(struct player *p, const char *words)
{
    json_t *dump = newest_dump(p, steps_now_ms() + DEADLINE_MS);
    int result = dump && !element_saying(dump, words) ? 0 : -EEXIST;

    json_decref(dump);
    return result;
}

static int do_tap(struct player *p, const char *label)
{
    json_t *element, *dump = look(p, element_labelled, label, &element);
    int result = -ETIMEDOUT;

    while (dump && !is_still(p)) {
        json_decref(dump);
        dump = look(p, element_labelled, label, &element);
    }
    if (dump)
        result = tap(p, dump, element);
    json_decref(dump);
    return result;
}

static int do_taps(struct player *p, const char *most)
{
    return p->taps <= atoi(most) ? 0 : -E2BIG;
}

static int do_see(struct player *p, const char *rest)
{
    char scene[64];
    int seconds = DEADLINE_MS / 1000, found;
    int64_t deadline_ms;

    if (sscanf(rest, "%63s within %d", scene, &seconds) < 1)
        return -EINVAL;
    deadline_ms = steps_now_ms() + seconds * 1000;
    while ((found = steps_find(&p->steps, p->from, scene)) < 0)
        if (!steps_wait(&p->steps, deadline_ms))
            return -ETIMEDOUT;
    p->from = found;
    return 0;
}

/* Says the line to the bench as it stands. */
static int do_bench(struct player *p, const char *line)
{
    char answer[CLIENT_LINE_MAX];
    int fd, result;

    /* A card or a finger changes the scene; a device or the line need not. */
    if (strncmp(line, "card ", 5) == 0 || strncmp(line, "finger ", 7) == 0)
        p->from = steps_newest(&p->steps) + 1;
    fd = client_send(p->socket_path, line);
    if (fd < 0)
        return fd;
    result = client_answer(fd, answer, sizeof(answer));
    close(fd);
    return result;
}

static int kill_drivers(const struct player *p)
{
    static const char *const drivers[] = {"kiosk-card", "kiosk-finger", "kiosk-courier",
                                          "kiosk-voice"};
    int result = 0;

    /* One that has not come back yet is dead already. */
    for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]) && result == 0; i++) {
        result = driver_kill(p->stage, drivers[i]);
        if (result == -ESRCH)
            result = 0;
    }
    return result;
}

static int do_kill(struct player *p, const char *name)
{
    char program[32];
    bool is_kiosk = strcmp(name, "kiosk") == 0;

    if (strcmp(name, "drivers") == 0)
        return kill_drivers(p);
    snprintf(program, sizeof(program), "%s%s", is_kiosk ? "" : "kiosk-", name);
    if (is_kiosk)
        p->from = steps_newest(&p->steps) + 1;
    return driver_kill(p->stage, program);
}

/* What stage.sh does with the line's words: "service down" is service-down. */
static int do_stage(struct player *p, const char *line)
{
    char command[LINE_SIZE + 512], how[LINE_SIZE], what[LINE_SIZE];

    if (sscanf(line, "%s %s", how, what) != 2)
        return -EINVAL;
    snprintf(command, sizeof(command), "sh tests/bench/stage.sh %s-%s '%s'", how, what, p->stage);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

static int do_canary(struct player *p, const char *words)
{
    return canary_ask(p->stage, p->steps.directory, words);
}

static int do_journal(struct player *p, const char *words)
{
    enum { PATIENCE_S = 15 };
    const char *programs = getenv("KIOSK_BUILD");
    char command[LINE_SIZE + 1024];

    snprintf(command, sizeof(command),
             "timeout %d sh -c \"until '%s/kioskctl' journal export -c '%s/kiosk.conf' |"
             " grep -q ' %s'; do sleep 0.05; done\"",
             PATIENCE_S, programs ? programs : "build", p->stage, words);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

static int do_central(struct player *p, const char *words)
{
    char command[LINE_SIZE + 512];

    snprintf(command, sizeof(command), "sh tests/bench/stage.sh central '%s' %s", p->stage, words);
    return system(command) == 0 ? 0 : -EREMOTEIO;
}

static int do_clock(struct player *p, const char *offset)
{
    return clock_set(p->stage, offset);
}

static int do_hear(struct player *p, const char *chime)
{
    return sound_await(p->stage, chime, steps_now_ms() + DEADLINE_MS, &p->ear);
}

/* A receipt is cut before the printer says that it is. */
static int do_paper(struct player *p, const char *words)
{
    char found[PAPERS_WORDS];
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;

    if (strcmp(words, "none") == 0)
        return papers_newest(p->stage, found) ? -EEXIST : 0;
    if (strncmp(words, "not ", 4) == 0)
        return papers_newest(p->stage, found) && !strstr(found, words + 4) ? 0 : -EEXIST;
    while (!papers_newest(p->stage, found) || !strstr(found, words))
        if (!steps_wait(&p->steps, deadline_ms))
            return -ETIMEDOUT;
    return 0;
}

static int do_headphones(struct player *p, const char *how)
{
    char path[512], part[sizeof(path) + 8];
    FILE *file;

    sound_skip(p->stage, &p->ear);
    snprintf(path, sizeof(path), "%s/headphones", p->stage);
    snprintf(part, sizeof(part), "%s.part", path);
    file = fopen(part, "we");
    if (!file)
        return -errno;
    fputs(strcmp(how, "in") == 0 ? "1" : "0", file);
    return fclose(file) != 0 || rename(part, path) != 0 ? -errno : 0;
}

static int do_press(struct player *p, const char *key)
{
    p->from = steps_newest(&p->steps) + 1;
    return glass_press(p->glass, key);
}

static int do_listen(struct player *p, const char *words)
{
    int result = sound_await_words(p->stage, words, steps_now_ms() + LISTEN_MS, &p->ear);

    p->from = steps_newest(&p->steps); /* what is heard is what is shown */
    return result;
}

/* A page that is being read when the key is pressed may have the words as well: so what the ring
 * is on is asked for once more, and counts then. */
static int do_seek(struct player *p, const char *words)
{
    const char *on = p->hand.on ? p->hand.on : "Down";
    int result = 0;

    for (int moves = 0; moves < SEEK_MAX && result == 0; moves++) {
        bool found = false;

        sound_skip(p->stage, &p->ear);
        result = glass_press(p->glass, on);
        if (result == 0)
            result =
                sound_await_focus(p->stage, words, steps_now_ms() + LISTEN_MS, &p->ear, &found);
        if (result != 0 || !found)
            continue;
        found = false;
        result = glass_press(p->glass, "F2");
        if (result == 0)
            result =
                sound_await_focus(p->stage, words, steps_now_ms() + LISTEN_MS, &p->ear, &found);
        if (found)
            return 0;
    }
    return result != 0 ? result : -ENOENT;
}

static int do_scan(struct player *p, const char *words)
{
    for (int moves = 0; moves < SEEK_MAX; moves++) {
        bool found = false;
        int result =
            sound_await_focus(p->stage, words, steps_now_ms() + LISTEN_MS, &p->ear, &found);

        if (result != 0 || found)
            return result;
    }
    return -ENOENT;
}

static int do_dark(struct player *p, const char *how)
{
    int64_t deadline_ms = steps_now_ms() + DEADLINE_MS;

    while (glass_is_black(p->glass) != (strcmp(how, "yes") == 0)) {
        if (steps_now_ms() > deadline_ms)
            return -ETIMEDOUT;
        steps_wait(&p->steps, steps_now_ms() + 20);
    }
    return 0;
}

static int do_unsaid(struct player *p, const char *words)
{
    return sound_has_words(p->stage, words) ? -EEXIST : 0;
}

static int do_line(struct player *p, const char *line)
{
    static const struct {
        const char *verb;
        int (*act)(struct player *, const char *rest);
        bool whole; /* the act takes the line with its verb */
    } verbs[] = {
        {"see ", do_see, false},         {"text ", do_text, false},
        {"not ", do_not, false},         {"tap ", do_tap, false},
        {"card ", do_bench, true},       {"finger ", do_bench, true},
        {"reader ", do_bench, true},     {"sensor ", do_bench, true},
        {"net ", do_bench, true},        {"printer ", do_bench, true},
        {"paper ", do_paper, false},     {"kill ", do_kill, false},
        {"service ", do_stage, true},    {"clock ", do_clock, false},
        {"hear ", do_hear, false},       {"headphones ", do_headphones, false},
        {"press ", do_press, false},     {"listen ", do_listen, false},
        {"seek ", do_seek, false},       {"scan ", do_scan, false},
        {"unsaid ", do_unsaid, false},   {"dark ", do_dark, false},
        {"central ", do_central, false}, {"disk ", do_stage, true},
        {"certificate ", do_stage, true},
        {"canary ", do_canary, false},   {"lie ", do_stage, true},
        {"lied ", do_stage, true},       {"honest ", do_stage, true},
        {"taps ", do_taps, false},       {"journal ", do_journal, false},
    };

    if (line[0] == '\0' || line[0] == '#')
        return 0;
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
        size_t length = strlen(verbs[i].verb);

        if (strncmp(line, verbs[i].verb, length) == 0)
            return verbs[i].act(p, verbs[i].whole ? line : line + length);
    }
    return -EINVAL;
}

static void failure_print(const struct player *p, int number, const char *line, int error)
{
    json_t *dump = steps_dump(&p->steps, steps_newest(&p->steps)), *element;
    size_t i;

    printf("# line %d: %s: %s\n", number, line, strerror(-error));
    if (!dump) {
        printf("# nothing was shown\n");
        return;
    }
    printf("# shown: step %d, %s, page %lld of %lld\n", steps_newest(&p->steps),
           json_string_value(json_object_get(dump, "name")),
           (long long)json_integer_value(json_object_get(dump, "page")),
           (long long)json_integer_value(json_object_get(dump, "pages")));
    json_array_foreach(json_object_get(dump, "elements"), i, element)
        printf("#   %s\n", json_string_value(json_object_get(element, "label")));
    json_decref(dump);
}

static int play(struct player *p, FILE *journey, int test)
{
    char line[LINE_SIZE], sentence[LINE_SIZE] = "a journey";
    int result = 0, number = 0;

    while (result == 0 && fgets(line, sizeof(line), journey)) {
        line[strcspn(line, "\n")] = '\0';
        if (++number == 1 && strncmp(line, "# ", 2) == 0)
            strcpy(sentence, line + 2);
        result = do_line(p, line);
    }
    printf("# taps %d\n", p->taps);
    printf("%s %d - %s%s%s\n", result == 0 ? "ok" : "not ok", test, sentence,
           p->hand.on ? ", by " : "", p->hand.on ? p->hand.name : "");
    if (result != 0)
        failure_print(p, number, line, result);
    return result == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    struct player player = {.from = 0};
    const char *stage = NULL, *trace = NULL, *by = "finger";
    FILE *journey = NULL;
    int option, test = 1, error;

    while ((option = getopt(argc, argv, "s:t:n:b:")) != -1) {
        if (option == 's')
            stage = optarg;
        else if (option == 't')
            trace = optarg;
        else if (option == 'n')
            test = atoi(optarg);
        else if (option == 'b')
            by = optarg;
        else
            return 2;
    }
    if (!stage || !trace || optind + 1 != argc || !hand_take(by, &player.hand)) {
        fputs("usage: journey-player -s STAGE -t TRACE [-n NUMBER] [-b HAND] FILE\n", stderr);
        return 2;
    }
    player.stage = stage;
    snprintf(player.socket_path, sizeof(player.socket_path), "%s/bench.sock", stage);
    journey = fopen(argv[optind], "re");
    error = journey ? steps_open(trace, &player.steps) : -errno;
    if (error == 0) {
        error = glass_open(&player.glass);
        if (error != 0)
            steps_close(&player.steps);
    }
    if (error != 0) {
        fprintf(stderr, "journey-player: start: %s\n", strerror(-error));
        if (journey)
            fclose(journey);
        return 2;
    }
    error = play(&player, journey, test);
    glass_close(player.glass);
    steps_close(&player.steps);
    fclose(journey);
    return error;
}
