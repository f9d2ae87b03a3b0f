// SPDX-License-Identifier: Apache-2.0
//
// Loading OpenImageIO must leave no thread in a process that is the host's. It does: OpenImageIO links OpenVDB, that links
// log4cplus, whose static constructors start four threads for loggers that nobody here has. They are ended by log4cplus's own
// public call before any function of the plugin runs. OpenImageIO's pool and OpenEXR's are told never to begin: the host
// has a pool, and lanes are parallel already.
#include <OpenImageIO/imageio.h>

// Weak, since an OpenImageIO that is built without OpenVDB has no log4cplus, and there is nothing to end.
namespace log4cplus {
__attribute__((weak, visibility("default"))) void shutdownThreadPool();
}

namespace {

[[maybe_unused]] const bool quiet = [] {
  if (log4cplus::shutdownThreadPool != nullptr) log4cplus::shutdownThreadPool();
  OIIO::attribute("threads", 1);
  OIIO::attribute("exr_threads", -1);
  OIIO::attribute("try_all_readers", 0);
  OIIO::attribute("log_times", 0);
  return true;
}();

}  // namespace
