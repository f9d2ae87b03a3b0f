/* SPDX-License-Identifier: Apache-2.0
 *
 * Exports more than its entry. Built with -DUNRESOLVED it uses a function that no library has. */
#include <filmgate/metadata.h>
#include <string.h>

static fg_status create(const fg_host *h, const char *dir, fg_plugin **out, fg_error *e) { (void)h, (void)dir, (void)e; *out = (fg_plugin *)out; return FG_OK; }
static void destroy(fg_plugin *p) { (void)p; }
#ifdef UNRESOLVED
extern const void *rogue_function_that_nobody_has(const char *id, uint32_t index);
static const void *get(const char *id, uint32_t index) { return rogue_function_that_nobody_has(id, index); }
#else
static int32_t probe(fg_plugin *p, const fg_probe *in) { (void)p, (void)in; return 0; }
static fg_status extract(fg_plugin *p, const fg_open *in, const fg_record_sink *s, fg_error *e) { (void)p, (void)in, (void)s, (void)e; return FG_E_UNSUPPORTED; }
static fg_status normalise(fg_plugin *p, int64_t frame, const fg_kv *in, uint32_t n, const fg_field_sink *s, const fg_job *j, fg_error *e) { (void)p, (void)frame, (void)in, (void)n, (void)s, (void)j, (void)e; return FG_OK; }
static const fg_metadata_v1 metadata = {"rogue", probe, extract, normalise};
static const void *get(const char *id, uint32_t index) { return index == 0 && strcmp(id, FG_METADATA) == 0 ? &metadata : 0; }
FG_EXPORT int rogue_second_symbol;
int rogue_second_symbol = 1;
#endif
FG_EXPORT const fg_entry filmgate_entry_v1;
const fg_entry filmgate_entry_v1 = {sizeof(fg_entry), 1, 0, ROGUE_ID, "1.0.0", FG_SDK_VERSION, create, destroy, get, 0};
