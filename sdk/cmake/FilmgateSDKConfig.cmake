# SPDX-License-Identifier: Apache-2.0
# find_package(FilmgateSDK) gives the target filmgate::sdk (headers only) and filmgate_add_plugin().
get_filename_component(_filmgate_prefix "${CMAKE_CURRENT_LIST_DIR}/../../.." ABSOLUTE)
if(NOT TARGET filmgate::sdk)
  add_library(filmgate::sdk INTERFACE IMPORTED)
  set_target_properties(filmgate::sdk PROPERTIES INTERFACE_INCLUDE_DIRECTORIES "${_filmgate_prefix}/include")
endif()
include("${CMAKE_CURRENT_LIST_DIR}/filmgate_add_plugin.cmake")
unset(_filmgate_prefix)
