#include "pn532_script.h"

#include "pn532_chip.h"

#include <string.h>

enum { LIST_PASSIVE_TARGET_REPLY = 0x4b, UID_MAX = 10, ATS_MAX = 20 };

/* Target data of type A: NbTg, Tg, ATQA, SAK, UID and its size, ATS and its size plus one. */
static void fit_target(struct pn532_message *m)
{
    enum { UID_SIZE = 6 };
    if (m->size <= UID_SIZE)
        memset(m->data + m->size, 0, UID_SIZE + 2 - m->size);
    if (m->data[UID_SIZE] > UID_MAX)
        m->data[UID_SIZE] %= UID_MAX + 1;
    uint8_t *ats = m->data + UID_SIZE + 1 + m->data[UID_SIZE];
    *ats = (uint8_t)(1 + *ats % ATS_MAX);
}

enum pn532_spoilt pn532_script_take(struct pn532_script *script, struct pn532_message *reply)
{
    if (script->left < 2) {
        script->left = 0;
        return PN532_SPOILT_NOT;
    }
    enum pn532_spoilt spoilt = (enum pn532_spoilt)(script->at[0] & 7);
    size_t n = script->at[1];
    script->at += 2;
    script->left -= 2;
    n = n < script->left ? n : script->left;
    memcpy(reply->data + 1, script->at, n);
    reply->size = 1 + n;
    script->at += n;
    script->left -= n;
    if (reply->data[0] == LIST_PASSIVE_TARGET_REPLY)
        fit_target(reply);
    else if (!n)
        reply->data[reply->size++] = PN532_OK;
    else
        reply->data[1] &= 0x7f;
    if (spoilt == PN532_SPOILT_CODE)
        reply->data[0] ^= 0x20;
    return spoilt;
}
