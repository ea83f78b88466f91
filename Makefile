# Two commands do everything on a fresh Debian 12: `make demo` and `make check`.
# make [SAN=address,undefined] builds; SAN keeps its objects apart.

comma := ,
SAN ?=
B := build$(if $(SAN),/$(subst $(comma),-,$(SAN)))
CC = gcc
PKG_CONFIG ?= pkg-config
WARN := -Wall -Wextra -Werror -Wswitch-enum -Wshadow -Wconversion -Wstrict-prototypes -Wvla
OPT ?= -O2
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -I. $(OPT) $(WARN) $(CFLAGS) -fstack-protector-strong \
	$(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-stringop-overflow,-D_FORTIFY_SOURCE=2) \
	$(PKG_CFLAGS)
ALL_LDFLAGS = $(LDFLAGS) $(if $(SAN),-fsanitize=$(SAN))

# What a Debian 12 machine needs; `make deps` installs what is missing.
DEPS := gcc make pkg-config libsdl2-dev libsdl2-ttf-dev libnfc-dev libfprint-2-dev \
	libcurl4-openssl-dev libssl-dev libsqlite3-dev libsodium-dev libjansson-dev \
	libjpeg62-turbo-dev libqrencode-dev libpng-dev libinih-dev zlib1g-dev gettext \
	libmicrohttpd-dev libcmocka-dev libxtst-dev \
	fonts-noto-core fonts-dejavu-core fonts-materialdesignicons-webfont \
	libespeak-ng-dev espeak-ng-data libasound2-dev libsonic-dev libpcsclite-dev libsystemd-dev \
	systemd openssl curl xvfb xserver-xorg-core xserver-xorg-video-dummy xserver-xorg-dev libnfc-bin libnfc-examples faketime iproute2 util-linux clang libclang-rt-14-dev \
	pcscd vsmartcard-vpcd

# Headers of every library; what a file may include is held by tests/floors.sh. The image is built
# without those of the tests.
PKGS := sdl2 SDL2_ttf libnfc libpcsclite libfprint-2 libcurl libcrypto sqlite3 libsodium jansson libjpeg \
	libqrencode libpng inih espeak-ng alsa libsystemd zlib
PKGS_OF_TESTS := libmicrohttpd cmocka
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS) $(PKGS_OF_TESTS)))$(PKG_CFLAGS)

# --- programs: sources and libraries, plainly ---------------------------------------------

KIOSK_UI := $(addprefix kiosk/ui/,scene.c theme.c pictogram.c font.c run.c widths.c wrap.c block.c flow.c buttons.c pager.c bar.c grid.c \
	frame.c layout.c page.c aim.c focus.c shape.c paint.c dump.c picture.c)
KIOSK_SCREENS := $(addprefix kiosk/screens/,staff.c stated.c report.c slips.c day.c cleaning.c screen.c controls.c phrase.c filed.c since.c words.c phone.c agents.c start.c who.c waiting.c trouble.c \
	consent.c assent.c face.c apart.c enrol.c called.c sign_in.c help_kind.c no_finger.c witness.c name.c return.c refused.c finger.c finger_help.c overview.c programme.c reason.c reasons.c met.c payments.c \
	queue.c case.c openings.c which.c \
	ground.c review.c declare.c receipt.c print.c cases.c help.c idle.c closed.c sound.c headphones.c aloud.c lifted.c take_card.c commission.c site.c)
# The visit, as a pure state machine.
SESSION := $(addprefix kiosk/,pages.c stated.c session.c tap.c receive.c patience.c confirming.c hearing.c afar.c siting.c commission.c family.c visit.c listening.c helping.c handover.c enrolling.c state.c transition.c command.c card.c route.c choices.c filing.c printing.c hours.c draft.c entry.c)

# What of a scene is heard, and when.
SPEECH := kiosk/speech.c kiosk/ui/utterance.c

KIOSK := kiosk/main.c kiosk/loop.c kiosk/devices.c kiosk/light.c kiosk/watchdog.c kiosk/touch.c kiosk/keypad.c kiosk/scan.c $(SPEECH) kiosk/options.c kiosk/language.c $(SESSION) \
	kiosk/peer.c kiosk/practice.c kiosk/samples.c kiosk/face.c \
	kiosk/trace.c $(KIOSK_SCREENS) $(KIOSK_UI) drivers/wire.c
KIOSK_LIBS := sdl2 SDL2_ttf jansson libqrencode libpng inih libsystemd

CARD_CODECS := $(addprefix drivers/card/,apdu.c ektp.c chip.c biodata.c minutiae.c)
CARD := $(addprefix drivers/card/,main.c placement.c reader.c reset.c sam.c photo.c trace.c) $(CARD_CODECS) \
	drivers/start.c drivers/wire.c
CARD_LIBS := libnfc libpcsclite libjpeg libcrypto inih

MATCHER := $(addprefix drivers/finger/,matcher.c points.c mcc.c ranking.c relaxation.c alignment.c \
	transaction.c)
FINGER := drivers/finger/main.c drivers/finger/serve.c drivers/finger/commands.c \
	drivers/finger/matrix.c drivers/finger/record.c drivers/finger/quality.c \
	drivers/finger/repeat.c drivers/finger/enrolment.c drivers/finger/compact.c \
	drivers/finger/still.c drivers/finger/image.c drivers/finger/camera.c drivers/finger/extraction.c drivers/finger/fp3.c \
	drivers/finger/nbis.c drivers/finger/template.c drivers/finger/verify.c $(MATCHER) \
	drivers/start.c drivers/wire.c
FINGER_LIBS := libfprint-2 libpng libsodium inih
# Binding late spills vector registers, and template bytes in them, to the stack for good.
$(B)/kiosk-finger: LDFLAGS += -Wl,-z,relro,-z,now

COURIER_CODECS := $(addprefix drivers/courier/,breakdown.c catalogue.c roster.c envelope.c filing.c grounds.c history.c instant.c keyset.c \
	reading.c receipt.c reply.c request.c figures.c settings.c templates.c text.c uuid.c)
COURIER_CODECS += drivers/courier/offer.c
# What is on the disk.
OUTBOX := $(addprefix drivers/courier/,outbox.c salvage.c numbers.c keyfile.c database.c backoff.c receipt.c uuid.c)
JOURNAL := $(addprefix drivers/courier/,journal.c journal_verify.c database.c salvage.c keyfile.c)
COURIER := $(addprefix drivers/courier/,main.c attempts.c audit.c board.c bulletin.c document.c muster.c certificate.c config.c contact.c delivery.c \
	dense.c desk.c errands.c enrolment.c est.c commission.c heartbeat.c kept.c ledger.c keyfile.c keys.c line.c link.c mail.c manifest.c notes.c question.c registration.c state.c store.c witness.c) \
	$(sort $(OUTBOX) $(JOURNAL) $(COURIER_CODECS)) drivers/wire.c
COURIER += drivers/courier/fetch.c
COURIER_LIBS := libcurl libssl libcrypto zlib sqlite3 libsodium jansson inih

VOICE_SPOKEN := $(addprefix drivers/voice/,spoken.c figure.c numeral.c abbreviation.c)
VOICE := $(addprefix drivers/voice/,main.c serve.c sentence.c mixer.c speech.c speaker.c jack.c clips.c wave.c tone.c dial.c) \
	$(VOICE_SPOKEN) drivers/start.c drivers/wire.c
VOICE_LIBS := espeak-ng alsa inih
# libsonic has no pkg-config file.
$(B)/kiosk-voice: LDLIBS += -lsonic

PRINTER_CODECS := $(addprefix drivers/printer/,escpos.c charset.c status.c)
PRINTER := $(addprefix drivers/printer/,main.c serve.c port.c) $(PRINTER_CODECS) drivers/start.c drivers/wire.c
PRINTER_LIBS := libqrencode inih

# The file for many devices, and what becomes of it on one.
SITE := $(addprefix kiosk/ctl/,site.c site_text.c conf.c) kiosk/hours.c
KIOSKCTL := $(addprefix kiosk/ctl/,main.c program.c provision.c offer.c decommission.c bundle.c redaction.c folder.c place.c courier.c probe.c check.c \
	status.c selftest.c update.c) $(SITE) drivers/wire.c
KIOSKCTL_LIBS := libsodium jansson inih

PROGRAMS := kiosk kiosk-card kiosk-finger kiosk-courier kiosk-voice kiosk-printer kioskctl

# --- stand-ins ----------------------------------------------------------------------------

# A card with its protected half.
EKTP := $(addprefix tests/bench/,ektp_card.c ektp_chip.c messaging.c issuer.c)
PN532 := $(addprefix tests/bench/,pn532.c pn532_command.c pn532_field.c pn532_frame.c pn532_script.c)
PRINTER_BENCH := tests/bench/printer.c tests/bench/paper.c
SAM_BENCH := $(addprefix tests/bench/,sam.c vicc.c pcscd.c)

BENCH := tests/bench/main.c tests/bench/people.c tests/bench/portrait.c tests/bench/album.c \
	tests/bench/print.c tests/bench/sensor.c tests/bench/line.c tests/bench/reader.c $(PRINTER_BENCH) \
	$(PN532) $(EKTP) tests/bench/person_card.c tests/bench/other_card.c \
	tests/bench/director.c tests/bench/client.c tests/bench/window.c
BENCH_LIBS := sdl2 SDL2_ttf jansson libjpeg libcrypto

# Pure: people, records, rules, ranking, and what is told of them.
CENTRAL_RULES := $(addprefix tests/central/,facts.c household.c rules.c ranking.c bridge.c verdict.c \
	calendar.c dice.c field.c) drivers/courier/instant.c
CENTRAL_REGENCY := $(addprefix tests/central/,regency.c holdings.c cast.c villages.c names.c serials.c \
	reasons.c saying.c result.c) $(CENTRAL_RULES)
CENTRAL_STORE := $(addprefix tests/central/,store.c settings.c hearing.c rounds.c filings.c decide.c \
	subject.c policy.c view.c payments.c story.c channels.c families.c) $(CENTRAL_REGENCY)
CENTRAL := $(addprefix tests/central/,main.c commands.c listings.c serve.c service.c est.c edge.c \
	response.c incoming.c peer.c authority.c enrolment.c answer.c published.c register.c \
	checks.c templates.c search.c spdci.c query.c status.c deliver.c object.c report.c rate.c catalogue.c roster.c help.c flags.c enrol.c binding.c \
	checkpoint.c departure.c heartbeat.c remote.c fleet.c breakdown.c openings.c replies.c load.c grounds.c keyring.c staff.c stage.c) \
	kiosk/hours.c $(CENTRAL_STORE) $(addprefix drivers/courier/,dense.c envelope.c receipt.c uuid.c)
# What measures it with a whole regency for `make bench`.
CENTRAL_FIGURES := tests/central/figures.c drivers/courier/envelope.c drivers/courier/instant.c
CENTRAL_FIGURES_LIBS := libcurl libsodium jansson sqlite3
CENTRAL_LIBS := libmicrohttpd gnutls sqlite3 libsodium jansson zlib

# What plays the journeys on a display.
JOURNEY_PLAYER := $(addprefix tests/journeys/,player.c eyes.c ears.c elements.c stagehand.c) tests/journeys/hand.c tests/journeys/canary.c tests/journeys/driver.c tests/journeys/steps.c \
	tests/journeys/glass.c tests/journeys/sight.c tests/journeys/clock.c tests/journeys/papers.c tests/journeys/sound.c tests/bench/client.c drivers/voice/tone.c \
	drivers/voice/dial.c
JOURNEY_PLAYER_LIBS := jansson xtst x11

# What measures a running stage for `make bench`.
MEASURE := tests/bench/measure.c tests/bench/client.c tests/journeys/steps.c tests/journeys/glass.c
FIGURES := tests/bench/figures.c $(MEASURE)
FACE_FIGURES := tests/bench/face_figures.c $(MEASURE)

# A browser beside the kiosk.
WEB_PAGE := tests/bench/web_page.c kiosk/ui/pictogram.c kiosk/ui/theme.c
SEEN := $(addprefix tests/,bench/sight.c bench/spot.c bench/client.c monkey/face.c journeys/steps.c journeys/glass.c)
VS_BROWSER := tests/bench/vs_browser.c tests/bench/ours.c $(SEEN)
BUDGET := tests/bench/budget.c tests/bench/card_floor.c $(SEEN)

# What a visit asks of the person.
HUMAN := tests/bench/human.c tests/journeys/steps.c $(VOICE_SPOKEN) drivers/voice/speech.c drivers/voice/sentence.c
HUMAN_LIBS := jansson espeak-ng

VOICE_FIGURES := tests/bench/voice_figures.c drivers/wire.c

# Every scene there is, and what shows them all at once.
SHELF := tests/accessibility/shelf.c kiosk/language.c kiosk/samples.c kiosk/practice.c $(SESSION) $(KIOSK_SCREENS) $(KIOSK_UI) drivers/wire.c
SHELF_LIBS := sdl2 SDL2_ttf jansson libqrencode libpng
AUDIT := $(addprefix tests/accessibility/,audit.c letters.c place.c conduct.c hearing.c) kiosk/face.c kiosk/trace.c $(SPEECH) \
	$(SHELF)
SHEET := tests/accessibility/sheet.c $(SHELF)
PAINT_FIGURES := tests/bench/paint_figures.c $(SHELF)
PAINT_COUNT := tests/bench/paint_count.c $(SHELF)

# What measures how fast a card is known.
IDENTITY := tests/bench/identity.c tests/bench/card_floor.c tests/bench/people.c tests/bench/spawn.c $(PN532) $(EKTP) drivers/wire.c
RECOVERY := tests/bench/recovery.c tests/bench/spawn.c $(PN532) $(EKTP) drivers/wire.c
CHIP_FIGURE := tests/bench/chip_figure.c tests/bench/spawn.c $(PN532) $(EKTP) $(SAM_BENCH) drivers/wire.c

# What plays visits of no sense.
MONKEY := $(addprefix tests/monkey/,monkey.c prank.c fingers.c face.c eye.c) \
	$(addprefix tests/journeys/,driver.c glass.c steps.c) tests/bench/client.c tests/bench/ours.c

SAM := tests/bench/sam_main.c $(SAM_BENCH) tests/bench/messaging.c tests/bench/issuer.c

PAPER := tests/bench/paper_main.c tests/bench/paper.c kiosk/ui/picture.c

GATEWAY := tests/bench/gateway.c
CANARY := tests/bench/canary.c tests/bench/ours.c
ENDURANCE := $(addprefix tests/,endurance/endurance.c monkey/face.c journeys/glass.c journeys/steps.c \
	bench/client.c bench/ours.c)
RADIO := tests/bench/radio.c
PROXY := tests/bench/proxy.c
LIAR := tests/bench/liar.c drivers/wire.c

STANDINS := gateway proxy paper canary endurance liar radio bench sam central central-figures journey-player figures voice-figures human identity recovery chip-figure monkey-player sheet paint-figures audit note face-figures

# --- measuring the matcher ------------------------------------------------------------------

SCORES := tests/finger/scores.c drivers/finger/template.c drivers/finger/nbis.c $(MATCHER)
EVALUATE := $(addprefix tests/finger/,evaluate.c database.c trials.c) drivers/finger/transaction.c

# --- measuring lines: one visit on a thin one, a regency at once, a country after an outage ---

THIN := tests/bench/thin.c tests/bench/line.c tests/bench/people.c tests/bench/spawn.c drivers/wire.c
FLEET := tests/bench/fleet.c $(addprefix drivers/courier/,dense.c keyfile.c keys.c link.c mail.c numbers.c) $(COURIER_CODECS) \
	drivers/wire.c
COMEBACK := tests/bench/comeback.c drivers/courier/line.c drivers/courier/backoff.c
STANDINS += thin fleet comeback web-page vs-browser paint-count budget

# --- tests: one file a module; each lists what it tests -----------------------------------

TEST_wire := tests/test_wire.c drivers/wire.c
TEST_card_apdu := tests/test_card_apdu.c drivers/card/apdu.c drivers/card/ektp.c
TEST_card_photo := tests/test_card_photo.c tests/test_card_jpeg.c drivers/card/photo.c
TEST_LIBS_card_photo := libjpeg
# The real driver at the emulated chip.
CARD_DESK := tests/card_desk.c tests/test_card_jpeg.c tests/bench/spawn.c $(PN532) $(EKTP) drivers/wire.c
TEST_card := tests/test_card.c tests/bench/other_card.c $(CARD_DESK)
TEST_LIBS_card := libjpeg libcrypto
TEST_reader := tests/test_reader.c tests/bench/other_card.c drivers/card/reset.c $(CARD_DESK)
TEST_LIBS_reader := libjpeg libcrypto
TEST_chip := tests/test_chip.c $(CARD_DESK) $(SAM_BENCH)
TEST_LIBS_chip := libjpeg libcrypto
TEST_placements := tests/test_placements.c tests/test_card_jpeg.c tests/bench/spawn.c $(PN532) $(EKTP) $(SAM_BENCH) \
	tests/bench/other_card.c $(SESSION) $(KIOSK_SCREENS) kiosk/ui/scene.c drivers/wire.c
TEST_LIBS_placements := libjpeg libcrypto
TEST_card_chip := tests/test_card_chip.c drivers/card/chip.c drivers/card/ektp.c drivers/card/apdu.c \
	tests/bench/sam.c $(EKTP)
TEST_LIBS_card_chip := libcrypto
TEST_biodata := tests/test_biodata.c drivers/card/biodata.c drivers/card/minutiae.c
FUZZ_biodata := tests/fuzz/fuzz_biodata.c drivers/card/biodata.c drivers/card/minutiae.c
FUZZ_chip := tests/fuzz/fuzz_chip.c drivers/card/chip.c drivers/card/ektp.c drivers/card/apdu.c
FUZZ_apdu := tests/fuzz/fuzz_apdu.c drivers/card/apdu.c drivers/card/ektp.c
FUZZ_pn532 := tests/fuzz/fuzz_pn532.c drivers/card/reader.c $(PN532)
FUZZ_LIBS_pn532 := libnfc
FUZZ_FLAGS_pn532 := -Wl,--wrap=poll
FUZZ_photo := tests/fuzz/fuzz_photo.c drivers/card/photo.c
FUZZ_LIBS_photo := libjpeg
TEST_finger_matcher := tests/test_finger_matcher.c $(MATCHER)
TEST_finger_transaction := tests/test_finger_transaction.c drivers/finger/transaction.c
TEST_finger_template := tests/test_finger_template.c drivers/finger/template.c
TEST_finger_nbis := tests/test_finger_nbis.c drivers/finger/nbis.c drivers/finger/fp3.c
TEST_LIBS_finger_nbis := glib-2.0
TEST_finger := tests/test_finger.c tests/test_finger_driver.c tests/bench/print.c \
	drivers/finger/template.c drivers/finger/points.c drivers/wire.c
TEST_finger_faults := tests/test_finger_faults.c tests/test_finger_driver.c tests/bench/print.c drivers/wire.c
TEST_voice := tests/test_voice.c tests/test_voice_driver.c drivers/voice/tone.c drivers/voice/dial.c \
	drivers/wire.c
TEST_voice_faults := tests/test_voice_faults.c tests/test_voice_driver.c drivers/wire.c
TEST_voice_clips := tests/test_voice_clips.c tests/test_voice_driver.c drivers/wire.c
TEST_voice_jack := tests/test_voice_jack.c tests/test_voice_driver.c drivers/wire.c
FUZZ_wave := tests/fuzz/fuzz_wave.c drivers/voice/wave.c
TEST_voice_sentence := tests/test_voice_sentence.c drivers/voice/sentence.c
TEST_voice_spoken := tests/test_voice_spoken.c $(VOICE_SPOKEN)
TEST_voice_tone := tests/test_voice_tone.c drivers/voice/tone.c drivers/voice/dial.c
TEST_printer := tests/test_printer.c $(PRINTER_CODECS) tests/bench/paper.c
TEST_LIBS_printer := libqrencode
TEST_printer_driver := tests/test_printer_driver.c $(PRINTER_BENCH) tests/bench/spawn.c drivers/wire.c
FUZZ_paper := tests/fuzz/fuzz_paper.c tests/bench/paper.c
FUZZ_escpos := tests/fuzz/fuzz_escpos.c $(PRINTER_CODECS) tests/bench/paper.c drivers/wire.c
FUZZ_LIBS_escpos := libqrencode
TEST_finger_commands := tests/test_finger_commands.c tests/bench/print.c
TEST_finger_quality := tests/test_finger_quality.c tests/bench/print.c drivers/finger/quality.c \
	drivers/finger/repeat.c
TEST_LIBS_finger_quality := libsodium
TEST_finger_enrolment := tests/test_finger_enrolment.c drivers/finger/enrolment.c $(MATCHER)
TEST_finger_compact := tests/test_finger_compact.c drivers/finger/compact.c
FUZZ_compact := tests/fuzz/fuzz_compact.c drivers/finger/compact.c
FUZZ_template := tests/fuzz/fuzz_template.c drivers/finger/template.c
FUZZ_image := tests/fuzz/fuzz_image.c drivers/finger/image.c
FUZZ_LIBS_image := libpng
FUZZ_spoken := tests/fuzz/fuzz_spoken.c $(VOICE_SPOKEN) drivers/voice/sentence.c
TEST_watchdog := tests/test_watchdog.c kiosk/watchdog.c
TEST_LIBS_watchdog := libsystemd
FUZZ_matcher := tests/fuzz/fuzz_matcher.c drivers/finger/template.c $(MATCHER)
FUZZ_fp3 := tests/fuzz/fuzz_fp3.c drivers/finger/fp3.c drivers/finger/nbis.c
FUZZ_LIBS_fp3 := glib-2.0
TEST_peer := tests/test_peer.c kiosk/peer.c drivers/wire.c
TEST_draft := tests/test_draft.c kiosk/draft.c
TEST_touch := tests/test_touch.c kiosk/touch.c
TEST_LIBS_touch := sdl2
TEST_entry := tests/test_entry.c kiosk/entry.c
TEST_language := tests/test_language.c kiosk/language.c $(SESSION) kiosk/practice.c \
	$(KIOSK_SCREENS) kiosk/ui/scene.c drivers/wire.c
TEST_screens := tests/test_screens.c $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) $(KIOSK_UI) \
	drivers/wire.c
TEST_LIBS_screens := sdl2 SDL2_ttf jansson libqrencode libpng
FUZZ_wire := tests/fuzz/fuzz_wire.c drivers/wire.c
FUZZ_session := tests/fuzz/fuzz_session.c $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) \
	kiosk/ui/scene.c drivers/wire.c
FUZZ_options := tests/fuzz/fuzz_options.c $(addprefix kiosk/,options.c keypad.c hours.c ui/theme.c)
FUZZ_LIBS_options := inih sdl2
FUZZ_site := tests/fuzz/fuzz_site.c $(SITE)
FUZZ_LIBS_site := inih

TEST_layout := tests/test_layout.c $(KIOSK_UI)
TEST_LIBS_layout := sdl2 SDL2_ttf jansson libqrencode libpng
TEST_face := tests/test_face.c kiosk/face.c kiosk/trace.c $(SHELF)
TEST_LIBS_face := sdl2 SDL2_ttf jansson libqrencode libpng
TEST_font := tests/test_font.c $(addprefix kiosk/ui/,font.c run.c theme.c pictogram.c)
TEST_LIBS_font := sdl2 SDL2_ttf
TEST_paint := tests/test_paint.c $(KIOSK_UI)
TEST_LIBS_paint := sdl2 SDL2_ttf jansson libqrencode libpng
TEST_keypad := tests/test_keypad.c kiosk/keypad.c
TEST_LIBS_keypad := sdl2
TEST_scan := tests/test_scan.c kiosk/scan.c $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) kiosk/ui/scene.c \
	drivers/wire.c
TEST_aim := tests/test_aim.c kiosk/ui/aim.c kiosk/ui/page.c
TEST_focus := tests/test_focus.c $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) $(KIOSK_UI) drivers/wire.c
TEST_LIBS_focus := sdl2 SDL2_ttf jansson libqrencode libpng
TEST_speech := tests/test_speech.c $(SPEECH) $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) $(KIOSK_UI) \
	drivers/wire.c
TEST_LIBS_speech := sdl2 SDL2_ttf jansson libqrencode libpng
# A visit without glass.
SESSION_PLAY := tests/session_play.c $(SESSION) kiosk/practice.c $(KIOSK_SCREENS) kiosk/ui/scene.c drivers/wire.c
TEST_session := tests/test_session.c $(SESSION_PLAY)
TEST_listening := tests/test_listening.c $(SESSION_PLAY)
TEST_session_card := tests/test_session_card.c kiosk/devices.c $(SESSION_PLAY)
# With staff.
STAFF_PLAY := tests/staff_play.c $(SESSION_PLAY)
TEST_handover := tests/test_handover.c $(STAFF_PLAY)
TEST_helping := tests/test_helping.c $(STAFF_PLAY)
TEST_card_alone := tests/test_card_alone.c $(STAFF_PLAY)
TEST_enrolling := tests/test_enrolling.c $(STAFF_PLAY)
TEST_pages := tests/test_pages.c $(STAFF_PLAY)
TEST_stated := tests/test_stated.c $(STAFF_PLAY)
TEST_session_wait := tests/test_session_wait.c $(SESSION_PLAY)
TEST_session_trouble := tests/test_session_trouble.c $(SESSION_PLAY)
TEST_session_filing := tests/test_session_filing.c $(SESSION_PLAY)
TEST_commission := tests/test_commission.c $(SESSION_PLAY)
TEST_siting := tests/test_siting.c $(SESSION_PLAY)
TEST_afar := tests/test_afar.c $(SESSION_PLAY)
TEST_hours := tests/test_hours.c kiosk/hours.c
TEST_light := tests/test_light.c kiosk/light.c kiosk/hours.c
TEST_printing := tests/test_printing.c $(SESSION_PLAY)
TEST_ledger := tests/test_ledger.c tests/place.c drivers/courier/ledger.c drivers/courier/database.c drivers/wire.c
TEST_LIBS_ledger := sqlite3
TEST_attempts := tests/test_attempts.c tests/place.c drivers/courier/attempts.c drivers/courier/database.c
TEST_LIBS_attempts := libsodium sqlite3
TEST_dense := tests/test_dense.c drivers/courier/dense.c
TEST_LIBS_dense := zlib
FUZZ_dense := tests/fuzz/fuzz_dense.c drivers/courier/dense.c
FUZZ_LIBS_dense := zlib
TEST_envelope := tests/test_envelope.c drivers/courier/envelope.c
TEST_LIBS_envelope := libsodium jansson
TEST_breakdown := tests/test_breakdown.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_breakdown := libsodium jansson
TEST_request := tests/test_request.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_request := libsodium jansson
TEST_filing := tests/test_filing.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_filing := libsodium jansson
TEST_catalogue := tests/test_catalogue.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_catalogue := libsodium jansson
TEST_receipt := tests/test_receipt.c drivers/courier/receipt.c
# The real courier, service and gateway.
COURIER_STAGE := tests/courier_stage.c drivers/wire.c
TEST_courier := tests/test_courier.c $(COURIER_STAGE)
TEST_LIBS_courier := libsodium jansson
TEST_courier_staff := tests/test_courier_staff.c $(COURIER_STAGE)
TEST_LIBS_courier_staff := libsodium jansson
TEST_outbox := tests/test_outbox.c tests/place.c $(OUTBOX) drivers/courier/line.c drivers/courier/contact.c
TEST_outbox_faults := tests/test_outbox_faults.c tests/place.c $(OUTBOX)
TEST_LIBS_outbox_faults := libsodium sqlite3
TEST_torture := tests/test_torture.c $(COURIER_STAGE)
TEST_LIBS_torture := libsodium sqlite3 jansson
TEST_link := tests/test_link.c $(COURIER_STAGE)
TEST_LIBS_link := libsodium jansson
TEST_checks := tests/test_checks.c $(COURIER_STAGE)
TEST_LIBS_checks := libsodium jansson
TEST_fetch := tests/test_fetch.c $(COURIER_STAGE) \
	$(addprefix drivers/courier/,fetch.c offer.c reading.c board.c notes.c link.c dense.c instant.c text.c)
TEST_LIBS_fetch := libsodium jansson libcurl openssl zlib
TEST_rotation := tests/test_rotation.c $(COURIER_STAGE)
TEST_LIBS_rotation := libsodium sqlite3 jansson
TEST_witness := tests/test_witness.c $(COURIER_STAGE)
TEST_LIBS_witness := libsodium sqlite3 jansson
TEST_radio := tests/test_radio.c $(COURIER_STAGE)
TEST_LIBS_radio := libsodium sqlite3 jansson
TEST_powercut := tests/test_powercut.c tests/powercut/disk.c $(COURIER_STAGE) $(OUTBOX) $(JOURNAL) \
	drivers/courier/envelope.c
TEST_LIBS_powercut := libsodium sqlite3 jansson
TEST_bundle := tests/test_bundle.c $(COURIER_STAGE)
TEST_LIBS_bundle := libsodium jansson
TEST_redaction := tests/test_redaction.c kiosk/ctl/redaction.c
TEST_provision := tests/test_provision.c tests/powercut/disk.c drivers/courier/config.c
TEST_LIBS_provision := libsodium inih
TEST_offer := tests/test_offer.c drivers/wire.c
TEST_LIBS_offer := libsodium
TEST_enrolment := tests/test_enrolment.c tests/powercut/disk.c drivers/courier/certificate.c $(COURIER_STAGE)
TEST_LIBS_enrolment := libcrypto libsodium jansson
FUZZ_certificate := tests/fuzz/fuzz_certificate.c drivers/courier/certificate.c
FUZZ_LIBS_certificate := libcrypto libsodium
TEST_heartbeat := tests/test_heartbeat.c $(COURIER_STAGE)
TEST_LIBS_heartbeat := libsodium jansson
TEST_settings := tests/test_settings.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_settings := libsodium jansson
FUZZ_settings := tests/fuzz/fuzz_settings.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_settings := libsodium jansson
TEST_journal := tests/test_journal.c tests/place.c $(JOURNAL) drivers/courier/envelope.c
TEST_LIBS_journal := libsodium sqlite3 jansson
TEST_LIBS_outbox := libsodium sqlite3
FUZZ_envelope := tests/fuzz/fuzz_envelope.c drivers/courier/envelope.c
FUZZ_LIBS_envelope := libsodium jansson
FUZZ_breakdown := tests/fuzz/fuzz_breakdown.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_breakdown := libsodium jansson
FUZZ_answer := tests/fuzz/fuzz_answer.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_answer := libsodium jansson
TEST_roster := tests/test_roster.c drivers/wire.c $(COURIER_CODECS)
TEST_LIBS_roster := libsodium jansson
FUZZ_roster := tests/fuzz/fuzz_roster.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_roster := libsodium jansson
FUZZ_catalogue := tests/fuzz/fuzz_catalogue.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_catalogue := libsodium jansson
FUZZ_offer := tests/fuzz/fuzz_offer.c drivers/wire.c $(COURIER_CODECS)
FUZZ_LIBS_offer := libsodium jansson
TEST_keyset := tests/test_keyset.c $(addprefix drivers/courier/,envelope.c instant.c keyfile.c keys.c keyset.c reading.c text.c)
TEST_LIBS_keyset := libsodium jansson
FUZZ_keys := tests/fuzz/fuzz_keys.c $(addprefix drivers/courier/,config.c envelope.c instant.c keyfile.c keys.c keyset.c numbers.c reading.c text.c)
FUZZ_LIBS_keys := libsodium jansson inih
TEST_central_regency := tests/test_central_regency.c $(CENTRAL_REGENCY)
TEST_LIBS_central_regency := libsodium jansson
TEST_central_rules := tests/test_central_rules.c $(CENTRAL_RULES)
TEST_LIBS_central_rules := libsodium jansson
# A kiosk at the real service.
CENTRAL_KIOSK := tests/test_central_kiosk.c $(addprefix drivers/courier/,envelope.c instant.c receipt.c)
TEST_central_cases := tests/test_central_cases.c $(CENTRAL_KIOSK)
TEST_LIBS_central_cases := libcurl libsodium jansson
TEST_central_life := tests/test_central_life.c $(CENTRAL_KIOSK)
TEST_LIBS_central_life := libcurl libsodium jansson
TEST_central_family := tests/test_central_family.c $(CENTRAL_KIOSK)
TEST_LIBS_central_family := libcurl libsodium jansson
TEST_central_partner := tests/test_central_partner.c $(CENTRAL_KIOSK)
TEST_LIBS_central_partner := libcurl libsodium jansson
TEST_central_staff := tests/test_central_staff.c $(CENTRAL_KIOSK)
TEST_LIBS_central_staff := libcurl libsodium jansson
TEST_central_enrolment := tests/test_central_enrolment.c $(CENTRAL_KIOSK)
TEST_LIBS_central_enrolment := libcurl libsodium jansson
TEST_central_keys := tests/test_central_keys.c $(CENTRAL_KIOSK)
TEST_LIBS_central_keys := libcurl libsodium jansson
TEST_central_fleet := tests/test_central_fleet.c $(CENTRAL_KIOSK)
TEST_LIBS_central_fleet := libcurl libsodium jansson
TEST_central := tests/test_central.c $(CENTRAL_KIOSK)
TEST_LIBS_central := libcurl libsodium jansson

TEST_bench_line := tests/test_bench_line.c tests/bench/line.c
TEST_bench_sam := tests/test_bench_sam.c tests/bench/sam.c $(EKTP)
TEST_LIBS_bench_sam := libcrypto
TEST_bench_sensor := tests/test_bench_sensor.c tests/bench/sensor.c tests/bench/print.c

TESTS := $(sort $(patsubst TEST_%,%,$(filter-out TEST_LIBS_%,$(filter TEST_%,$(.VARIABLES)))))

# --- rules --------------------------------------------------------------------------------

obj = $(patsubst %.c,$(B)/obj/%.o,$(1))

all: $(addprefix $(B)/,$(PROGRAMS) $(STANDINS) unwiped.so headphones.so track.so frames.so RELEASES.md) catalogues

define program
$(B)/$(1): $(call obj,$(2))
	@echo "  LD $$@"
	@$$(CC) $$(ALL_LDFLAGS) -o $$@ $$^ $(if $(3),$$$$($$(PKG_CONFIG) --libs $(3))) $$(LDLIBS) -lm -lpthread
endef

$(eval $(call program,kiosk,$(KIOSK),$(KIOSK_LIBS)))
$(eval $(call program,kiosk-card,$(CARD),$(CARD_LIBS)))
$(eval $(call program,kiosk-finger,$(FINGER),$(FINGER_LIBS)))
$(eval $(call program,kiosk-courier,$(COURIER),$(COURIER_LIBS)))
$(eval $(call program,kiosk-voice,$(VOICE),$(VOICE_LIBS)))
$(eval $(call program,kiosk-printer,$(PRINTER),$(PRINTER_LIBS)))
$(eval $(call program,kioskctl,$(KIOSKCTL),$(KIOSKCTL_LIBS)))
$(eval $(call program,bench,$(BENCH),$(BENCH_LIBS)))
$(eval $(call program,central,$(CENTRAL),$(CENTRAL_LIBS)))
$(eval $(call program,central-figures,$(CENTRAL_FIGURES),$(CENTRAL_FIGURES_LIBS)))
$(eval $(call program,journey-player,$(JOURNEY_PLAYER),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,monkey-player,$(MONKEY),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,identity,$(IDENTITY),jansson libcrypto))
$(eval $(call program,recovery,$(RECOVERY),jansson libcrypto))
$(eval $(call program,sam,$(SAM),libcrypto))
$(eval $(call program,chip-figure,$(CHIP_FIGURE),jansson libcrypto))
$(eval $(call program,figures,$(FIGURES),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,budget,$(BUDGET),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,face-figures,$(FACE_FIGURES),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,web-page,$(WEB_PAGE),jansson))
$(eval $(call program,vs-browser,$(VS_BROWSER),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,audit,$(AUDIT),$(SHELF_LIBS)))
$(eval $(call program,human,$(HUMAN),$(HUMAN_LIBS)))
$(eval $(call program,voice-figures,$(VOICE_FIGURES),jansson))
$(eval $(call program,thin,$(THIN),libsodium jansson))
$(eval $(call program,fleet,$(FLEET),$(COURIER_LIBS)))
$(eval $(call program,comeback,$(COMEBACK)))
$(eval $(call program,sheet,$(SHEET),$(SHELF_LIBS)))
$(eval $(call program,paint-figures,$(PAINT_FIGURES),$(SHELF_LIBS)))
$(eval $(call program,paint-count,$(PAINT_COUNT),$(SHELF_LIBS)))
$(eval $(call program,radio,$(RADIO),))
$(eval $(call program,liar,$(LIAR),))
$(eval $(call program,canary,$(CANARY),jansson libpng x11))
$(eval $(call program,endurance,$(ENDURANCE),$(JOURNEY_PLAYER_LIBS)))
$(eval $(call program,paper,$(PAPER),sdl2 SDL2_ttf libpng))
$(eval $(call program,proxy,$(PROXY)))
$(eval $(call program,gateway,$(GATEWAY),libssl libcrypto))
$(eval $(call program,monitor,tests/image/monitor.c,jansson))
$(eval $(call program,note,tests/bench/note.c,jansson))
$(eval $(call program,finger-scores,$(SCORES),))
$(eval $(call program,finger-evaluate,$(EVALUATE),))
$(foreach t,$(TESTS),$(eval $(call program,tests/$(t),$(TEST_$(t)),cmocka $(TEST_LIBS_$(t)))))

# Preloaded into a program, so never sanitised.
$(B)/powercut.so: tests/powercut/record.c tests/powercut/trace.h drivers/wire.h
	@echo "  LD $@"
	@$(CC) -std=c17 -D_GNU_SOURCE -I. -O2 $(WARN) -shared -fPIC -o $@ $<

$(B)/unwiped.so: tests/bench/unwiped.c
	@mkdir -p $(@D)
	@echo "  LD $@"
	@$(CC) -std=c17 -O2 $(WARN) -shared -fPIC -o $@ $<

$(B)/tests/powercut $(B)/tests/provision $(B)/tests/enrolment: | $(B)/powercut.so

# Below libasound and libespeak-ng, in place of somebody who plugs headphones in and listens.
$(B)/headphones.so: tests/bench/headphones.c
	@echo "  LD $@"
	@$(CC) -std=c17 -D_GNU_SOURCE -DPIC -I. -O2 $(WARN) -shared -fPIC -o $@ $< -lasound

$(B)/track.so: tests/bench/track.c
	@echo "  LD $@"
	@$(CC) -std=c17 -D_GNU_SOURCE -I. -O2 $(WARN) -shared -fPIC -o $@ $<

# Between the kiosk and SDL.
$(B)/frames.so: tests/bench/frames.c
	@echo "  LD $@"
	@$(CC) -std=c17 -D_GNU_SOURCE -I. -O2 $(WARN) $$($(PKG_CONFIG) --cflags sdl2) -shared -fPIC -o $@ $<

$(B)/tests/voice_jack: | $(B)/headphones.so

$(B)/obj/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC $<"
	@$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# It holds the file itself.
$(B)/obj/drivers/courier/dense.o: drivers/courier/dictionary-1.txt

$(addprefix $(B)/tests/,$(TESTS)): | $(B)/tests
$(B)/tests:
	@mkdir -p $@

$(B)/RELEASES.md: assets/RELEASES.md
	@cp $< $@

# --- languages: assets/locale/CODE.po; one more file is one more language ------------------

LANGUAGES := $(patsubst assets/locale/%.po,%,$(wildcard assets/locale/*.po))
CATALOGUES := $(patsubst %,$(B)/locale/%/LC_MESSAGES/kiosk.mo,$(LANGUAGES))
PHRASES := $(wildcard kiosk/screens/*.c kiosk/ui/*.c) kiosk/language.c kiosk/samples.c

RECORDINGS := $(patsubst assets/locale/%,$(B)/locale/%,$(wildcard assets/locale/*/clips/*))

catalogues: $(CATALOGUES) $(RECORDINGS)

$(B)/locale/%/LC_MESSAGES/kiosk.mo: assets/locale/%.po
	@mkdir -p $(@D)
	@echo "  MO $<"
	@msgfmt --check -o $@ $<

$(RECORDINGS): $(B)/locale/%: assets/locale/%
	@mkdir -p $(@D)
	@cp $< $@

# For tests, all of them and one more: a language that no one speaks, longer by 40 %.
TEST_CATALOGUES := $(patsubst %,$(B)/tests/locale/%/LC_MESSAGES/kiosk.mo,$(LANGUAGES) qps)

$(B)/tests/locale/%/LC_MESSAGES/kiosk.mo: $(B)/locale/%/LC_MESSAGES/kiosk.mo
	@mkdir -p $(@D)
	@cp $< $@

$(B)/tests/locale/qps/LC_MESSAGES/kiosk.mo: assets/locale/kiosk.pot tests/accessibility/pseudo.sed
	@mkdir -p $(@D)
	@echo "  MO $@"
	@sed -e 's/nplurals=INTEGER; plural=EXPRESSION/nplurals=1; plural=0/' $< | msgen - | \
		msgfilter --keep-header sed -f tests/accessibility/pseudo.sed 2>/dev/null | msgfmt --check-format -o $@ -

# Every text of the screens, and the catalogues brought up to date with them.
pot:
	@xgettext --from-code=UTF-8 --keyword=_ --keyword=gettext --keyword=ngettext:1,2 \
		--add-comments=Translators --add-location=file --no-wrap --sort-by-file --package-name=kiosk --copyright-holder= \
		-o assets/locale/kiosk.pot $(PHRASES)
	@sed -i -e '/^"POT-Creation-Date/d' -e '1,5d' assets/locale/kiosk.pot
	@for po in assets/locale/*.po; do \
		msgmerge -q --add-location=file --no-wrap --no-fuzzy-matching --backup=none --update $$po assets/locale/kiosk.pot; done

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)

# Every parser of bytes from outside, SECONDS each, under address and undefined sanitizers.
SECONDS ?= 10
FUZZES := $(sort $(patsubst FUZZ_%,%,$(filter-out FUZZ_LIBS_% FUZZ_FLAGS_%,$(filter FUZZ_%,$(.VARIABLES)))))

define fuzzer
build/fuzz/$(1): $(2)
	@mkdir -p build/fuzz/corpus-$(1)
	@echo "  FUZZ $$@"
	@clang -std=c17 -D_GNU_SOURCE -I. -g -O1 -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all $$(PKG_CFLAGS) -o $$@ $(2) $(if $(3),$$$$($$(PKG_CONFIG) --libs $(3))) $$(FUZZ_FLAGS_$(1)) -lm
endef
$(foreach f,$(FUZZES),$(eval $(call fuzzer,$(f),$(FUZZ_$(f)),$(FUZZ_LIBS_$(f)))))

fuzz: $(addprefix build/fuzz/,$(FUZZES))
	@set -e; for f in $(FUZZES); do \
		echo "== $$f"; \
		build/fuzz/$$f -max_total_time=$(SECONDS) -max_len=262144 \
			-artifact_prefix=build/fuzz/$$f- build/fuzz/corpus-$$f \
			$$(test -d tests/fuzz/corpus/$$f && echo tests/fuzz/corpus/$$f) >build/fuzz/$$f.log 2>&1 || true; \
		awk -f tests/fuzz/plateau.awk build/fuzz/$$f.log; \
		ls build/fuzz/$$f-* 2>/dev/null && exit 1 || true; \
	done

deps:
	@missing=$$(for p in $(DEPS); do dpkg-query -W -f '$${db:Status-Abbrev}' $$p 2>/dev/null | grep -q '^ii' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
		sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
		$$sudo apt-get update -q && \
		DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -qy --no-install-recommends $$missing; \
	fi

# Programs are built by a make of their own, once their libraries are there.
check: deps
	@$(MAKE) -s --no-print-directory all $(addprefix $(B)/tests/,$(TESTS)) $(TEST_CATALOGUES)
	@KIOSK_BUILD=$(B) sh tests/run.sh $(addprefix $(B)/tests/,$(TESTS)) tests/floors.sh \
		tests/kiosk_options.sh tests/central_est.sh tests/reprovision.sh tests/selftest.sh tests/accessibility/words.sh tests/accessibility/run.sh \
		tests/image/units.sh tests/image/modem.sh tests/journeys/run.sh tests/monkey/run.sh tests/endurance/run.sh

demo: deps
	@$(MAKE) -s --no-print-directory all
	@KIOSK_BUILD=$(B) sh tests/bench/demo.sh

journey: deps
	@$(MAKE) -s --no-print-directory all
	@for hand in $(or $(HANDS),finger); do \
		KIOSK_BUILD=$(B) HAND=$$hand sh tests/journeys/run.sh || exit; \
	done
	@$(B)/sheet $(B)/locale $(B)/journey/sheet.png 10 default default id
	@$(B)/sheet $(B)/locale $(B)/journey/sheet-largest.png 10 largest default id

# Random visits: VISITS of them, from FROM on, of the dice SEED.
monkey: deps
	@$(MAKE) -s --no-print-directory all
	@KIOSK_BUILD=$(B) VISITS=$(or $(VISITS),2000) SEED=$(or $(SEED),1) FROM=$(or $(FROM),0) \
		sh tests/monkey/run.sh

# ENROLMENTS residents enrolled in a row by one sign-in.
enrolments: deps
	@$(MAKE) -s --no-print-directory all
	@KIOSK_BUILD=$(B) sh tests/journeys/enrolments.sh $(or $(ENROLMENTS),20)

# The long forms: TORTURE objections under every mishap at once, of the dice SEED; and a power cut
# at every write of POWERCUT objections.
torture: deps
	@$(MAKE) -s --no-print-directory all $(B)/tests/torture $(B)/tests/powercut $(B)/tests/radio \
		$(B)/tests/placements
	@KIOSK_BUILD=$(B) TORTURE=$(or $(TORTURE),2000) SEED=$(or $(SEED),1) POWERCUT=$(or $(POWERCUT),25) \
		RADIO=$(or $(RADIO),10) VISITS=$(or $(VISITS),2000) PLACEMENTS=$(or $(PLACEMENTS),2000) \
		LIMIT_S=14400 sh tests/run.sh $(B)/tests/torture $(B)/tests/powercut $(B)/tests/radio \
		$(B)/tests/placements tests/endurance/run.sh

# Whatever people put on the reader while everything goes wrong: PLACEMENTS of them, from FROM on,
# of the dice SEED.
placements: deps
	@$(MAKE) -s --no-print-directory all $(B)/tests/placements
	@KIOSK_BUILD=$(B) PLACEMENTS=$(or $(PLACEMENTS),2000) SEED=$(or $(SEED),1) FROM=$(or $(FROM),0) \
		LIMIT_S=7200 sh tests/run.sh $(B)/tests/placements

# What tools see in the code; they are installed for this alone.
# Module tests that start no other program, but for those that compute for minutes under valgrind
# (finger_enrolment, finger_matcher, finger_quality, focus) and those that draw with SDL.
INSPECTED := aim attempts biodata breakdown dense card_apdu card_chip card_photo catalogue central_rules draft \
	entry envelope filing finger_compact finger_nbis finger_template finger_transaction hours journal keypad keyset \
	listening outbox peer printing receipt request session session_filing speech touch voice_sentence \
	voice_spoken voice_tone watchdog wire
inspect: deps
	@$(MAKE) -s --no-print-directory DEPS='cppcheck clang-tidy valgrind' deps
	@$(MAKE) -s --no-print-directory $(addprefix $(B)/tests/,$(INSPECTED) chip)
	@$(MAKE) -s --no-print-directory SAN=thread build/thread/tests/peer build/thread/kiosk-card build/thread/kioskctl
	@KIOSK_BUILD=$(B) INSPECTED="$(INSPECTED)" LIMIT_S=3600 sh tests/run.sh tests/inspect.sh

# The browser it is compared with and the tool that counts instructions are installed for this alone.
bench: deps
	@$(MAKE) -s --no-print-directory DEPS='chromium valgrind' deps
	@$(MAKE) -s --no-print-directory all
	@KIOSK_BUILD=$(B) sh tests/bench/figures.sh
	@KIOSK_BUILD=$(B) sh tests/bench/seen.sh
	@$(MAKE) -s --no-print-directory $(B)/finger-scores $(B)/finger-evaluate
	@KIOSK_BUILD=$(B) sh tests/finger/figures.sh

# The image: its own tools are installed for it alone. LOCK=new takes Debian's archive as it is; TRUST
# is a folder with the public keys that it believes (image/trust.sh).
IMAGE_DEPS := mmdebstrap arch-test qemu-user-static binfmt-support gcc-aarch64-linux-gnu erofs-utils \
	cryptsetup-bin genimage mtools dosfstools u-boot-tools device-tree-compiler locales cpio zstd xz-utils kmod rauc squashfs-tools
image-programs: $(addprefix $(B)/,$(PROGRAMS)) catalogues
image: deps
	@$(MAKE) -s --no-print-directory DEPS='$(IMAGE_DEPS)' deps
	@LOCK=$(LOCK) TRUST=$(TRUST) sh image/build.sh build/image

# The slot once more, of the same packages: the same bytes. ROOT=same leaves Debian's part as it is.
image-repro: image
	@ROOT=$(ROOT) TRUST=$(TRUST) sh image/repro.sh build/image

# Boots it in QEMU; CHECKS names some of tests/image.
image-check: deps
	@$(MAKE) -s --no-print-directory DEPS='qemu-system-arm mtools dosfstools fdisk e2fsprogs jq' deps
	@$(MAKE) -s --no-print-directory all $(B)/monitor
	@KIOSK_BUILD=$(B) sh tests/image/check.sh $(CHECKS)

clean:
	rm -rf build

.PHONY: enrolments image image-programs image-check image-repro torture placements inspect all catalogues pot deps clean check demo journey monkey bench fuzz
.DELETE_ON_ERROR:
