/*
 * families: a family put into the store with its members, their cards and what the sources hold;
 * and one whom no list had, as BPS found it.
 */
#ifndef TESTS_CENTRAL_FAMILIES_H
#define TESTS_CENTRAL_FAMILIES_H

#include "family.h"
#include "store.h"

#include <stdint.h>

/* Puts it in as it is. Returns 0; -EEXIST when its number, a NIK or a card is somebody's; -errno.
 */
int families_add(struct store *store, const struct family *family);

/* What BPS wrote down at its visit. */
struct families_visit {
    const char *nik, *name; /* of the person of the card; NULL: drawn, as everybody here is */
    int64_t welfare;        /* as FACT_WELFARE; -1: drawn, poor */
    int32_t village, today;
};

/* Registers the household that filing `number` came from, whose card nobody knew: of the person of
 * this NIK where the register has them; else a family of one person, whom others join as in any
 * family. When the card has become known meanwhile its family is registered. Whatever else came
 * from the card becomes the family's own as well. Returns 0; -EINVAL for a NIK that is none; -ENOENT
 * when the filing came from a known card; -EEXIST; -errno. */
int families_found(struct store *store, const char *number, const struct families_visit *visit,
                   int64_t *family_out);

#endif
