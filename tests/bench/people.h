/*
 * people: the cast of the stand-ins, read from people.json: who has which card, which fingers
 * and which face. The reference service reads the same file, so that both know the same persons.
 *
 * Every person in it is invented. Whoever has no verdicts, or "card": false, has a card the service
 * does not know;
 * "staff" are village staff, whom it knows as such and not as residents.
 */
#ifndef TESTS_BENCH_PEOPLE_H
#define TESTS_BENCH_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

enum { PEOPLE_MAX = 32, PEOPLE_UID = 7 };

enum hand { HAND_RIGHT, HAND_LEFT, HANDS };

struct person {
    char key[24];            /* what the bench's commands call them: "budi" */
    char name[64];           /* as written on the card */
    char nik[17];            /* 16 digits; "": the register does not know this card */
    char sex;                /* 'L' man, 'P' woman, as on the card */
    uint8_t uid[PEOPLE_UID]; /* of the card's chip */
    uint32_t fingers[HANDS]; /* seeds for print_make() of both index fingers */
};

struct people {
    size_t count;
    struct person list[PEOPLE_MAX];
};

/* Reads the people of the JSON file at `path`. Returns 0; -EBADMSG when something a person needs
 * is missing or too long; or -errno of opening it. On failure people_out is untouched. */
int people_read(const char *path, struct people *people_out);

/* Finds a person by key; NULL when there is none. */
const struct person *people_find(const struct people *people, const char *key);

/* "right", "left": how files and commands call a hand. */
const char *people_hand(enum hand hand);

#endif
