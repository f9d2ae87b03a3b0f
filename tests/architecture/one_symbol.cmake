# SPDX-License-Identifier: Apache-2.0
# Every bundle's library exports the entry and nothing else; a second symbol could bind two plugins to each other.
cmake_minimum_required(VERSION 3.25)
file(GLOB libraries "${BUNDLES}/*.fgplugin/*.so")
if(NOT libraries)
  message(FATAL_ERROR "${BUNDLES} holds no bundles")
endif()
foreach(library ${libraries})
  execute_process(COMMAND "${NM}" -D --defined-only --format=posix "${library}" OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
  string(STRIP "${symbols}" symbols)
  if(NOT symbols MATCHES "^filmgate_entry_v1 [A-Z] [^\n]*$")
    message(SEND_ERROR "${library} exports:\n${symbols}")
  endif()
endforeach()
