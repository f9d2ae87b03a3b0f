/* SPDX-License-Identifier: Apache-2.0
 *
 * A library whose entry contradicts its manifest. */
#include <filmgate/entry.h>

static fg_status create(const fg_host *h, const char *dir, fg_plugin **out, fg_error *e) { (void)h, (void)dir, (void)e; *out = (fg_plugin *)out; return FG_OK; }
static void destroy(fg_plugin *p) { (void)p; }
static const void *get(const char *id, uint32_t index) { (void)id, (void)index; return 0; }
FG_EXPORT const fg_entry filmgate_entry_v1;
const fg_entry filmgate_entry_v1 = {sizeof(fg_entry), 1, 9, "org.filmgate.rogue.newer_minor", "1.0.0", FG_SDK_VERSION, create, destroy, get, 0};
