#include "papers.h"

#include <stdio.h>
#include <string.h>

bool papers_newest(const char *stage, char words[PAPERS_WORDS])
{
    char path[512];
    FILE *file, *newest = NULL;
    size_t size;

    for (int number = 0; number < 1000; number++) {
        snprintf(path, sizeof(path), "%s/paper/%03d.txt", stage, number);
        file = fopen(path, "re");
        if (!file)
            break;
        if (newest)
            fclose(newest);
        newest = file;
    }
    if (!newest)
        return false;
    size = fread(words, 1, PAPERS_WORDS - 1, newest);
    fclose(newest);
    words[size] = '\0';
    for (char *end = words; (end = strchr(end, '\n'));)
        *end = ' ';
    return true;
}
