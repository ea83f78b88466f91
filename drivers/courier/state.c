#include "state.h"

#include "certificate.h"
#include "commission.h"
#include "keyfile.h"
#include "outbox.h"

#include <errno.h>
#include <stdio.h>

static void print_certificate(const struct config *c)
{
    static char pem[CERTIFICATE_MAX];
    struct certificate_life life;
    size_t size;
    if (keyfile_get(c->certificate, pem, sizeof pem, &size) || certificate_life(pem, size, &life))
        puts("certificate none");
    else
        printf("certificate %lld %lld %lld\n", (long long)life.begins_at, (long long)life.ends_at,
               (long long)certificate_renewal(&life));
}

static void print_outbox(const struct config *c)
{
    struct outbox_summary summary = {0};
    int result = outbox_summary(c->data, &summary);
    if (result && result != -ENOENT) {
        puts("records unreadable");
        return;
    }
    if (summary.contact)
        printf("contact %lld\n", (long long)summary.contact);
    else
        puts("contact never");
    printf("records %u %u\n", summary.waiting, summary.aside);
}

static void print_commission(const struct config *c)
{
    int64_t at = commission_at(c->data);
    if (at)
        printf("commission %lld\n", (long long)at);
    else
        puts("commission none");
}

void state_print(const struct config *config)
{
    print_certificate(config);
    print_commission(config);
    print_outbox(config);
}
