#include "sam.h"

#include "apdu.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <winscard.h>

#define ANSWER_S  3    /* the slowest step, a signature, takes a smart card well below one */
#define EXPIRED   0x6985 /* conditions of use not satisfied [?]: no source tells what it says */
#define NAMES_MAX 4096 /* bytes of all slots' names */

enum call { CALL_NONE, CALL_OPEN, CALL_TRANSMIT, CALL_END };

struct sam {
    char *slot; /* NULL: any */
    char last[MAX_READERNAME]; /* the slot it was in; "": none yet */
    uint8_t secret[SAM_SECRET];
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t posted, done;
    enum call call; /* under way; CALL_NONE: the thread waits */
    int result;     /* of the last call */
    bool late;      /* nobody waits for the one under way any more */
    int refused;  /* its secret, and why, -errno; 0: not */
    bool doubted; /* to be opened anew */
    /* The thread's while a call is under way. */
    bool open;
    SCARDCONTEXT context;
    SCARDHANDLE card;
    DWORD protocol;
    size_t command_size, reply_size;
    uint8_t command[APDU_COMMAND_MAX], reply[APDU_REPLY_MAX];
};

/* --- in the thread ------------------------------------------------------------------------ */

static void hang_up(struct sam *sam)
{
    if (sam->card)
        SCardDisconnect(sam->card, SCARD_UNPOWER_CARD);
    if (sam->context)
        SCardReleaseContext(sam->context);
    sam->card = 0;
    sam->context = 0;
    sam->open = false;
}

static int transmit(struct sam *sam)
{
    const SCARD_IO_REQUEST *pci = sam->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
    DWORD got = sizeof sam->reply;
    LONG error = SCardTransmit(sam->card, pci, sam->command, (DWORD)sam->command_size, NULL,
                               sam->reply, &got);
    if (error != SCARD_S_SUCCESS) {
        hang_up(sam);
        return -ENXIO;
    }
    sam->reply_size = got;
    return 0;
}

static bool holds_card(struct sam *sam, const char *name)
{
    SCARD_READERSTATE state = {.szReader = name, .dwCurrentState = SCARD_STATE_UNAWARE};
    return SCardGetStatusChange(sam->context, 0, &state, 1) == SCARD_S_SUCCESS &&
           (state.dwEventState & SCARD_STATE_PRESENT);
}

/* Takes a slot. pcscd gives a card that once did not answer to its power none again before it was
 * pulled out, and may even believe that it was, unless it is told to. */
static int seize(struct sam *sam, const char *slot)
{
    const DWORD any = SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1;
    LONG error = SCardConnect(sam->context, slot, SCARD_SHARE_EXCLUSIVE, any, &sam->card,
                              &sam->protocol);
    if (error == SCARD_W_UNRESPONSIVE_CARD || error == SCARD_E_NO_SMARTCARD) {
        error = SCardConnect(sam->context, slot, SCARD_SHARE_DIRECT, 0, &sam->card, &sam->protocol);
        if (error == SCARD_S_SUCCESS)
            error = SCardReconnect(sam->card, SCARD_SHARE_EXCLUSIVE, any, SCARD_UNPOWER_CARD,
                                   &sam->protocol);
    }
    if (error != SCARD_S_SUCCESS)
        return -ENXIO;
    if (slot != sam->last)
        snprintf(sam->last, sizeof sam->last, "%s", slot);
    return 0;
}

/* Finds the slot and takes it. */
static int take_slot(struct sam *sam)
{
    char names[NAMES_MAX];
    const char *found = NULL;
    DWORD size = sizeof names;
    if (SCardListReaders(sam->context, NULL, names, &size) != SCARD_S_SUCCESS)
        return -ENXIO;
    for (const char *name = names; *name; name += strlen(name) + 1) {
        if (sam->slot && strncmp(name, sam->slot, strlen(sam->slot)) != 0)
            continue;
        if (!holds_card(sam, name))
            continue;
        if (found)
            return -ENXIO;
        found = name;
    }
    if (!found && sam->last[0])
        found = sam->last;
    return found ? seize(sam, found) : -ENXIO;
}

static int unlock(struct sam *sam)
{
    static const uint8_t open[5] = {0x00, 0xf0, 0x00, 0x00, SAM_SECRET}; /* [1] */
    struct apdu_reply reply;
    memcpy(sam->command, open, sizeof open);
    memcpy(sam->command + sizeof open, sam->secret, SAM_SECRET);
    sam->command_size = sizeof open + SAM_SECRET;
    int result = transmit(sam);
    if (!result && apdu_decode(sam->reply, sam->reply_size, &reply))
        result = -ENXIO;
    if (!result && reply.status != 0x9000)
        result = sam->refused = reply.status == EXPIRED ? -EKEYEXPIRED : -EPERM;
    return result;
}

static bool still_there(struct sam *sam)
{
    DWORD state = 0, protocol = 0, name_size = 0, atr_size = 0;
    return SCardStatus(sam->card, NULL, &name_size, &state, &protocol, NULL, &atr_size) ==
           SCARD_S_SUCCESS;
}

static int dial(struct sam *sam)
{
    if (sam->open && !sam->doubted && still_there(sam))
        return 0;
    sam->doubted = false;
    hang_up(sam);
    int result = -ENXIO;
    if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &sam->context) == SCARD_S_SUCCESS)
        result = take_slot(sam);
    if (!result)
        result = unlock(sam);
    sam->open = !result;
    if (result)
        hang_up(sam);
    return result;
}

static void *serve(void *self)
{
    struct sam *sam = self;
    enum call call;
    pthread_mutex_lock(&sam->lock);
    do {
        while (sam->call == CALL_NONE)
            pthread_cond_wait(&sam->posted, &sam->lock);
        call = sam->call;
        pthread_mutex_unlock(&sam->lock);
        int result = 0;
        if (call == CALL_OPEN)
            result = dial(sam);
        else if (call == CALL_TRANSMIT)
            result = sam->open ? transmit(sam) : -ENXIO;
        else
            hang_up(sam);
        explicit_bzero(sam->command, sizeof sam->command);
        pthread_mutex_lock(&sam->lock);
        if (sam->late) { /* what it says now answers nothing, and its session is out of step */
            pthread_mutex_unlock(&sam->lock);
            explicit_bzero(sam->reply, sizeof sam->reply);
            hang_up(sam);
            pthread_mutex_lock(&sam->lock);
            sam->late = false;
        }
        sam->result = result;
        sam->call = CALL_NONE;
        pthread_cond_signal(&sam->done);
    } while (call != CALL_END);
    pthread_mutex_unlock(&sam->lock);
    return NULL;
}

/* --- in front of it ------------------------------------------------------------------------ */

static int read_secret(const char *path, uint8_t secret_out[SAM_SECRET])
{
    uint8_t bytes[SAM_SECRET + 1];
    struct stat about;
    ssize_t size = 0;
    int result = 0, file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -errno;
    if (fstat(file, &about))
        result = -errno;
    else if (about.st_mode & (S_IRWXG | S_IRWXO))
        result = -EPERM;
    if (!result)
        size = read(file, bytes, sizeof bytes);
    if (!result && size != SAM_SECRET)
        result = size < 0 ? -errno : -EINVAL;
    if (!result)
        memcpy(secret_out, bytes, SAM_SECRET);
    explicit_bzero(bytes, sizeof bytes);
    close(file);
    return result;
}

int sam_new(const char *secret, const char *slot, struct sam **sam_out)
{
    pthread_condattr_t monotonic;
    struct sam *sam = calloc(1, sizeof *sam);
    int result = sam ? read_secret(secret, sam->secret) : -ENOMEM;
    if (!result && slot) {
        sam->slot = strdup(slot);
        result = sam->slot ? 0 : -ENOMEM;
    }
    if (!result) {
        pthread_condattr_init(&monotonic);
        pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
        pthread_mutex_init(&sam->lock, NULL);
        pthread_cond_init(&sam->posted, NULL);
        pthread_cond_init(&sam->done, &monotonic);
        pthread_condattr_destroy(&monotonic);
        result = -pthread_create(&sam->thread, NULL, serve, sam);
    }
    if (result) {
        if (sam) {
            free(sam->slot);
            explicit_bzero(sam, sizeof *sam);
        }
        free(sam);
        return result;
    }
    *sam_out = sam;
    return 0;
}

/* Has the thread make a call. The lock is held, and no call under way. */
static int wait_for(struct sam *sam, enum call call)
{
    struct timespec until;
    int late = 0;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ANSWER_S;
    sam->call = call;
    pthread_cond_signal(&sam->posted);
    while (sam->call != CALL_NONE && !late)
        late = pthread_cond_timedwait(&sam->done, &sam->lock, &until);
    sam->late = sam->call != CALL_NONE;
    return sam->late ? -ENXIO : sam->result;
}

void sam_free(struct sam *sam)
{
    if (!sam)
        return;
    pthread_mutex_lock(&sam->lock);
    bool ended = sam->call == CALL_NONE && !wait_for(sam, CALL_END);
    pthread_mutex_unlock(&sam->lock);
    if (!ended) /* the thread may come back to it yet */
        return;
    pthread_join(sam->thread, NULL);
    pthread_cond_destroy(&sam->posted);
    pthread_cond_destroy(&sam->done);
    pthread_mutex_destroy(&sam->lock);
    free(sam->slot);
    explicit_bzero(sam, sizeof *sam);
    free(sam);
}

int sam_open(struct sam *sam)
{
    pthread_mutex_lock(&sam->lock);
    int result = sam->refused             ? sam->refused
                 : sam->call != CALL_NONE ? -ENXIO
                                          : wait_for(sam, CALL_OPEN);
    pthread_mutex_unlock(&sam->lock);
    return result;
}

void sam_doubt(struct sam *sam)
{
    pthread_mutex_lock(&sam->lock);
    sam->doubted = true;
    pthread_mutex_unlock(&sam->lock);
}

int sam_exchange(void *self, const uint8_t *command, size_t size, uint8_t *reply,
                 size_t *reply_size)
{
    struct sam *sam = self;
    if (size > APDU_COMMAND_MAX)
        return -EINVAL;
    int result = -ENXIO;
    pthread_mutex_lock(&sam->lock);
    if (sam->call == CALL_NONE) {
        memcpy(sam->command, command, size);
        sam->command_size = size;
        result = wait_for(sam, CALL_TRANSMIT);
    }
    if (!result && sam->reply_size > *reply_size)
        result = -ENXIO;
    if (!result) {
        memcpy(reply, sam->reply, sam->reply_size);
        *reply_size = sam->reply_size;
        explicit_bzero(sam->reply, sizeof sam->reply);
    }
    pthread_mutex_unlock(&sam->lock);
    return result;
}
