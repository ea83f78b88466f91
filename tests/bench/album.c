#include "album.h"
#include "portrait.h"
#include "print.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static int file_write(const char *path, const char *head, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "we");
    bool written;

    if (!file)
        return -errno;
    written = fputs(head, file) >= 0 && fwrite(bytes, 1, size, file) == size;
    if (fclose(file) != 0 || !written)
        return -EIO;
    return 0;
}

static int portrait_write(const struct person *person, const char *directory)
{
    char path[4096];
    unsigned char *jpeg = NULL;
    size_t size = 0;
    int error = portrait_make(person, &jpeg, &size);

    if (error != 0)
        return error;
    snprintf(path, sizeof(path), "%s/%s.jpg", directory, person->key);
    error = file_write(path, "", jpeg, size);
    free(jpeg);
    return error;
}

static int print_write(const struct person *person, enum hand hand, const char *directory)
{
    char path[4096], head[64];
    struct print_image image = {0};
    int error = print_make(person->fingers[hand], 0, &image);

    if (error != 0)
        return error;
    snprintf(path, sizeof(path), "%s/%s-%s.pgm", directory, person->key, people_hand(hand));
    snprintf(head, sizeof(head), "P5\n%d %d\n255\n", image.width, image.height);
    error = file_write(path, head, image.pixels, (size_t)image.width * (size_t)image.height);
    print_free(&image);
    return error;
}

int album_write(const struct people *people, const char *directory)
{
    int error = 0;

    if (mkdir(directory, 0700) != 0 && errno != EEXIST)
        return -errno;
    for (size_t i = 0; i < people->count && error == 0; i++) {
        error = portrait_write(&people->list[i], directory);
        for (enum hand hand = HAND_RIGHT; hand < HANDS && error == 0; hand++)
            error = print_write(&people->list[i], hand, directory);
    }
    return error;
}
