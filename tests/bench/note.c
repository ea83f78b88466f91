/*
 * note: adds figures to those of `make bench`.
 *
 *     note OUT.json < LINES
 *
 * A line: NAME VALUE UNIT GOAL ANCHOR..., the goal without spaces, "-" for none. Prints it as
 * figures.c does and adds it to OUT.json, which is made when there is none.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINE = 512 };

int main(int argc, char **argv)
{
    char line[LINE], name[LINE], unit[LINE], goal[LINE], anchor[LINE];
    double value;
    json_t *figures = NULL;
    if (argc != 2) {
        fprintf(stderr, "usage: note OUT.json < LINES\n");
        return 2;
    }
    figures = access(argv[1], F_OK) ? json_object() : json_load_file(argv[1], 0, NULL);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%s %lf %s %s %[^\n]", name, &value, unit, goal, anchor) != 5) {
            fprintf(stderr, "note: not understood: %s", line);
            return 1;
        }
        printf("%-28s %10.3f %-8s goal %-8s %s\n", name, value, unit, goal, anchor);
        json_object_set_new(figures, name,
                            json_pack("{s:f, s:s, s:s, s:s}", "value", value, "unit", unit,
                                      "anchor", anchor, "goal", goal));
    }
    if (!figures || json_dump_file(figures, argv[1], JSON_INDENT(2) | JSON_SORT_KEYS)) {
        fprintf(stderr, "note: %s\n", argv[1]);
        return 1;
    }
    json_decref(figures);
    return 0;
}
