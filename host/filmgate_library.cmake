# SPDX-License-Identifier: Apache-2.0
#
# filmgate_library(<folder> SOURCES a.cpp … DEPENDS folder… [LINK libs…]): one host folder is one static library. It
# exports only <folder>/include, so a folder sees the headers of what it depends on and of nothing above it.
# LINK libraries are private: their headers are seen by this folder's sources alone.
function(filmgate_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;DEPENDS;LINK" ${ARGN})
  add_library(filmgate_${name} STATIC ${arg_SOURCES})
  target_include_directories(filmgate_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}/include")
  list(TRANSFORM arg_DEPENDS PREPEND filmgate_)
  target_link_libraries(filmgate_${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_LINK})
  target_compile_definitions(filmgate_${name} PRIVATE FILMGATE_VERSION="${PROJECT_VERSION}")
endfunction()
