/*
 * afar: what the service set from afar (openapi.yaml, RemoteSettings), as this kiosk is set up from
 * the next person on. What it leaves out, or what is not understood here, is as it was provisioned.
 * Part of the session and as pure.
 */
#ifndef KIOSK_AFAR_H
#define KIOSK_AFAR_H

#include "kiosk/visit.h"

/* Makes s->setup and s->reset of s->provisioned and s->afar. */
void afar_take(struct session *s);

#endif
