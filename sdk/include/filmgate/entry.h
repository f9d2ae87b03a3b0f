/* SPDX-License-Identifier: Apache-2.0
 *
 * The one symbol a plugin exports:  FG_EXPORT const fg_entry filmgate_entry_v1 = { ... };
 * The major ABI version is in its name; the minor says the oldest host that may run the plugin.
 */
#ifndef FILMGATE_ENTRY_H
#define FILMGATE_ENTRY_H
#include <filmgate/host.h>
FG_BEGIN_DECLS

#define FG_ENTRY_SYMBOL "filmgate_entry_v1"

typedef struct fg_plugin fg_plugin; /* all plugin state hangs here: no globals, two hosts may load */
typedef struct fg_entry {
  uint32_t struct_size;
  uint16_t abi_major, abi_minor; /* FG_ABI_MAJOR, FG_TARGET_ABI_MINOR */
  const char *id, *version;      /* "com.vendor.format"; must equal the manifest's */
  const char *sdk_built;         /* FG_SDK_VERSION */
  /* bundle_dir: where the plugin's own data files lie. [setup] */
  fg_status (*create)(const fg_host *h, const char *bundle_dir, fg_plugin **out, fg_error *e) FG_NOEXCEPT;
  void (*destroy)(fg_plugin *p) FG_NOEXCEPT; /* [setup] */
  /* Static table of the index-th implementation of an interface; NULL past the end. Before create too. [any] */
  const void *(*get)(const char *interface_id, uint32_t index) FG_NOEXCEPT;
  /* Name and version of the vendor's SDK inside, for the recipe; may be NULL or return NULL. [any] */
  const char *(*vendor_sdk)(fg_plugin *p) FG_NOEXCEPT;
} fg_entry;

FG_END_DECLS
#endif /* FILMGATE_ENTRY_H */
