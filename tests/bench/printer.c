#include "printer.h"
#include "paper.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

enum {
    HELD_MAX = 64 * 1024,     /* what it takes before it prints */
    RECEIPT_MAX = 256 * 1024, /* bytes of one */
    RUNS_OUT_ROWS = 60,
    WORDS_MAX = 8192,
    DLE = 0x10,
};

struct printer {
    pthread_t thread;
    pthread_mutex_t lock;
    enum printer_state state; /* under the lock */
    bool stopping;            /* under the lock */
    const char *link_path;    /* NULL: TCP */
    const char *folder;
    int line, near, listener, wake;
    uint8_t last[10]; /* received, newest last: for what is obeyed at once */
    size_t held_size, receipt_size;
    unsigned receipts;
    struct paper paper;
    uint8_t held[HELD_MAX], receipt[RECEIPT_MAX];
};

static const char *const names[PRINTER_STATES] = {
    [PRINTER_OK] = "ok",           [PRINTER_LOW] = "low",
    [PRINTER_OUT] = "out",         [PRINTER_RUNS_OUT] = "runs-out",
    [PRINTER_COVER] = "cover",     [PRINTER_STUCK] = "stuck",
    [PRINTER_HUNG] = "hung",       [PRINTER_HANGS_UP] = "hangs-up",
    [PRINTER_BABBLES] = "babbles",
};

enum printer_state printer_state_named(const char *name)
{
    enum printer_state state = 0;

    while (state < PRINTER_STATES && strcmp(names[state], name) != 0)
        state++;
    return state;
}

const char *printer_state_name(enum printer_state state)
{
    return names[state];
}

/* --- what it says --------------------------------------------------------------------------- */

static void say(struct printer *p, uint8_t byte)
{
    (void)!write(p->line, &byte, 1); /* nobody reads: it is lost, as on a real line */
}

/* Epson's command reference, DLE EOT. */
static void status_say(struct printer *p, uint8_t question)
{
    static const uint8_t nonsense[] = {0xFF, 0x80, 0x91, 0xC3};
    uint8_t byte = 0x12;

    if (p->state == PRINTER_BABBLES)
        for (int i = 0; i < 20; i++)
            say(p, nonsense[i % 4]);
    if (question == 2 && p->state == PRINTER_COVER)
        byte |= 0x04;
    if (question == 2 && p->state == PRINTER_OUT)
        byte |= 0x20;
    if (question == 3 && p->state == PRINTER_STUCK)
        byte |= 0x08;
    if (question == 4 && p->state == PRINTER_OUT)
        byte |= 0x6C;
    if (question == 4 && p->state == PRINTER_LOW)
        byte |= 0x0C;
    say(p, byte);
}

/* --- what it prints ------------------------------------------------------------------------- */

static void file_write(const char *folder, unsigned number, const char *kind, const void *bytes,
                       size_t size)
{
    char path[600], part[610];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%03u.%s", folder, number, kind);
    snprintf(part, sizeof(part), "%s.part", path);
    file = fopen(part, "we");
    if (!file)
        return;
    fwrite(bytes, 1, size, file);
    if (fclose(file) == 0)
        rename(part, path);
}

static void receipt_end(struct printer *p)
{
    static char words[WORDS_MAX];
    int dots = p->paper.dots;

    paper_text(&p->paper, words, sizeof(words));
    file_write(p->folder, p->receipts, "escpos", p->receipt, p->receipt_size);
    file_write(p->folder, p->receipts, "txt", words, strlen(words));
    p->receipts++;
    p->receipt_size = 0;
    paper_begin(&p->paper, dots);
}

static bool prints(const struct printer *p)
{
    return p->state == PRINTER_OK || p->state == PRINTER_LOW || p->state == PRINTER_RUNS_OUT ||
           p->state == PRINTER_BABBLES;
}

static void print(struct printer *p)
{
    size_t at = 0;

    while (at < p->held_size && prints(p)) {
        enum paper_news news = paper_take(&p->paper, p->held[at]);

        if (p->receipt_size < RECEIPT_MAX)
            p->receipt[p->receipt_size++] = p->held[at];
        at++;
        if (news == PAPER_TO_TELL)
            say(p, p->state == PRINTER_LOW ? 0x03 : 0x00);
        if (news == PAPER_CUT)
            receipt_end(p);
        if (p->state == PRINTER_RUNS_OUT && p->paper.y > RUNS_OUT_ROWS)
            p->state = PRINTER_OUT;
    }
    memmove(p->held, p->held + at, p->held_size - at);
    p->held_size -= at;
}

/* What is obeyed as it comes, before all that waits to be printed. */
static void obey_at_once(struct printer *p, uint8_t byte)
{
    static const uint8_t forget[] = {DLE, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};

    memmove(p->last, p->last + 1, sizeof(p->last) - 1);
    p->last[sizeof(p->last) - 1] = byte;
    if (p->last[7] == DLE && p->last[8] == 0x04 && byte >= 1 && byte <= 4)
        status_say(p, byte);
    if (memcmp(p->last, forget, sizeof(forget)) == 0) {
        p->held_size = p->receipt_size = 0;
        paper_begin(&p->paper, p->paper.dots);
    }
}

/* Takes in what has come. Returns whether the line is still there. */
static bool take(struct printer *p)
{
    uint8_t bytes[512];
    size_t room = HELD_MAX - p->held_size;
    ssize_t got = read(p->line, bytes, room < sizeof(bytes) ? room : sizeof(bytes));

    for (ssize_t i = 0; i < got; i++) {
        p->held[p->held_size++] = bytes[i];
        obey_at_once(p, bytes[i]);
    }
    print(p);
    return got > 0 || (got < 0 && errno == EAGAIN);
}

/* A serial line has nothing to hang up. */
static void hang_up(struct printer *p)
{
    if (p->link_path || p->line < 0)
        return;
    close(p->line);
    p->line = -1;
}

static void accept_one(struct printer *p)
{
    hang_up(p);
    p->line = accept4(p->listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static void *run(void *argument)
{
    struct printer *p = argument;

    for (;;) {
        struct pollfd fds[] = {{.fd = p->wake, .events = POLLIN},
                               {.fd = p->line, .events = POLLIN},
                               {.fd = p->listener, .events = POLLIN}};
        uint64_t count;
        bool stop;

        pthread_mutex_lock(&p->lock);
        if (p->state == PRINTER_HUNG || p->held_size == HELD_MAX)
            fds[1].fd = -1;
        pthread_mutex_unlock(&p->lock);
        poll(fds, 3, -1);
        pthread_mutex_lock(&p->lock);
        if (fds[0].revents)
            (void)!read(p->wake, &count, sizeof(count));
        if (fds[1].revents && p->state != PRINTER_HUNG && !take(p))
            hang_up(p);
        print(p);
        if (p->state == PRINTER_HANGS_UP) {
            hang_up(p);
            p->state = PRINTER_OK;
        }
        if (fds[2].revents)
            accept_one(p);
        stop = p->stopping;
        pthread_mutex_unlock(&p->lock);
        if (stop)
            return NULL;
    }
}

/* --- switching it on and off ---------------------------------------------------------------- */

/* The near end stays open here too, as a real port outlives its users. */
static int serial_open(struct printer *p)
{
    struct termios raw;
    char near[64];

    p->line = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (p->line < 0 || grantpt(p->line) != 0 || unlockpt(p->line) != 0 ||
        ptsname_r(p->line, near, sizeof(near)) != 0)
        return -errno;
    p->near = open(near, O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (p->near < 0 || tcgetattr(p->near, &raw) != 0)
        return -errno;
    cfmakeraw(&raw);
    if (tcsetattr(p->near, TCSANOW, &raw) != 0 || fcntl(p->line, F_SETFL, O_NONBLOCK) != 0)
        return -errno;
    if (unlink(p->link_path) != 0 && errno != ENOENT)
        return -errno;
    return symlink(near, p->link_path) == 0 ? 0 : -errno;
}

static int tcp_open(struct printer *p, uint16_t *port_out)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof(address);

    p->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->listener < 0 || bind(p->listener, (struct sockaddr *)&address, size) != 0 ||
        listen(p->listener, 1) != 0 ||
        getsockname(p->listener, (struct sockaddr *)&address, &size) != 0)
        return -errno;
    *port_out = ntohs(address.sin_port);
    return 0;
}

static void discard(struct printer *p)
{
    const int fds[] = {p->line, p->near, p->listener, p->wake};

    for (size_t i = 0; i < sizeof(fds) / sizeof(fds[0]); i++)
        if (fds[i] >= 0)
            close(fds[i]);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static int start(const char *link_path, const char *folder, int dots, struct printer **printer_out,
                 uint16_t *port_out)
{
    struct printer *p = calloc(1, sizeof(*p));
    int error;

    if (!p)
        return -ENOMEM;
    pthread_mutex_init(&p->lock, NULL);
    p->link_path = link_path;
    p->folder = folder;
    p->line = p->near = p->listener = -1;
    paper_begin(&p->paper, dots);
    p->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    error = p->wake < 0 ? -errno : 0;
    if (error == 0 && mkdir(folder, 0700) != 0 && errno != EEXIST)
        error = -errno;
    if (error == 0)
        error = link_path ? serial_open(p) : tcp_open(p, port_out);
    if (error == 0)
        error = -pthread_create(&p->thread, NULL, run, p);
    if (error != 0)
        discard(p);
    else
        *printer_out = p;
    return error;
}

int printer_start(const char *link_path, const char *folder, int dots, struct printer **printer_out)
{
    return start(link_path, folder, dots, printer_out, NULL);
}

int printer_start_tcp(const char *folder, int dots, struct printer **printer_out,
                      uint16_t *port_out)
{
    return start(NULL, folder, dots, printer_out, port_out);
}

static void wake(struct printer *p)
{
    const uint64_t one = 1;

    (void)!write(p->wake, &one, sizeof(one));
}

void printer_stop(struct printer *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_mutex_unlock(&p->lock);
    wake(p);
    pthread_join(p->thread, NULL);
    if (p->link_path)
        unlink(p->link_path);
    discard(p);
}

void printer_set(struct printer *p, enum printer_state state)
{
    pthread_mutex_lock(&p->lock);
    p->state = state;
    pthread_mutex_unlock(&p->lock);
    wake(p);
}
