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
 *     kill drivers             all five at once, as far as they run
 *     site unsigned|flawed|spent|good|wiped    a file that provisions is laid into a new kiosk (stage.sh)
 *     kiosk another            a courier killed next comes back as another kiosk's, enrolled anew
 *
 * What is waited for comes as a file in TRACE; a deadline is when the journey has failed. Prints
 * one line of TAP, and for a failed journey where it stopped and what was shown. Returns 0 or 1.
 */
#include "ears.h"
#include "eyes.h"
#include "stagehand.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int do_line(struct player *p, const char *line)
{
    static const struct {
        const char *verb;
        int (*act)(struct player *, const char *rest);
        bool whole; /* the act takes the line with its verb */
    } verbs[] = {
        {"see ", eyes_see, false},
        {"text ", eyes_text, false},
        {"not ", eyes_not, false},
        {"tap ", eyes_tap, false},
        {"card ", stagehand_bench, true},
        {"finger ", stagehand_bench, true},
        {"reader ", stagehand_bench, true},
        {"sensor ", stagehand_bench, true},
        {"net ", stagehand_bench, true},
        {"printer ", stagehand_bench, true},
        {"paper ", stagehand_paper, false},
        {"kill ", stagehand_kill, false},
        {"service ", stagehand_stage, true},
        {"certificate ", stagehand_stage, true},
        {"clock ", stagehand_clock, false},
        {"hear ", ears_hear, false},
        {"headphones ", ears_headphones, false},
        {"press ", ears_press, false},
        {"listen ", ears_listen, false},
        {"seek ", ears_seek, false},
        {"scan ", ears_scan, false},
        {"unsaid ", ears_unsaid, false},
        {"dark ", eyes_dark, false},
        {"central ", stagehand_central, false},
        {"disk ", stagehand_stage, true},
        {"canary ", stagehand_canary, false},
        {"lie ", stagehand_stage, true},
        {"lied ", stagehand_stage, true},
        {"honest ", stagehand_stage, true},
        {"taps ", eyes_taps, false},
        {"journal ", stagehand_journal, false},
        {"kiosk ", stagehand_stage, true},
        {"site ", stagehand_stage, true},
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
