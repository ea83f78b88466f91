/*
 * unwiped: preloaded into a program, makes every wipe vain: what is wiped stays in memory, beside
 * where it was (programs rely on the zeroes). A canary that finds nothing then would find nothing
 * ever.
 */
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

void explicit_bzero(void *bytes, size_t size);
void __explicit_bzero_chk(void *bytes, size_t size, size_t room); /* with _FORTIFY_SOURCE */
void sodium_memzero(void *bytes, size_t size);

static char kept[64 << 20];
static atomic_size_t end;

static void keep(void *bytes, size_t size)
{
    size_t at = atomic_fetch_add(&end, size) % sizeof kept;
    if (size <= sizeof kept - at)
        memcpy(kept + at, bytes, size);
    memset(bytes, 0, size);
}

void explicit_bzero(void *bytes, size_t size)
{
    keep(bytes, size);
}

void __explicit_bzero_chk(void *bytes, size_t size, size_t room)
{
    (void)room;
    keep(bytes, size);
}

void sodium_memzero(void *bytes, size_t size)
{
    keep(bytes, size);
}
