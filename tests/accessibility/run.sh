#!/bin/sh
# run.sh: the audit of every screen, with the catalogues of KIOSK_BUILD and the pseudo-language.
exec "${KIOSK_BUILD:-build}/audit" "${KIOSK_BUILD:-build}/tests/locale"
