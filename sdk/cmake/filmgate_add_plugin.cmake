# SPDX-License-Identifier: Apache-2.0
#
# filmgate_add_plugin(<name> SOURCES a.cpp … [LINK libs…] [FILES extra…] [SAMPLES clips…] [NO_INSTALL]) builds <source dir>/manifest.toml and the
# sources into the bundle <id>.fgplugin/. Id, version and library name come from the manifest, so the two can not
# differ. The export map leaves one symbol visible; the C++ runtime of another compiler can live beside it. With SAMPLES, ctest
# runs filmgate-check on the bundle and these clips as check_<name>; enable_testing() is the caller's.

function(filmgate_manifest_value file key out)
  file(STRINGS "${file}" lines REGEX "^${key}[ ]*=")
  if(NOT lines MATCHES "^${key}[ ]*=[ ]*\"([^\"]+)\"")
    message(FATAL_ERROR "${file}: no line ${key} = \"...\"; a manifest must state it")
  endif()
  set(${out} "${CMAKE_MATCH_1}" PARENT_SCOPE)
endfunction()

function(filmgate_check_as_test name bundle)
  if(TARGET filmgate-check)
    set(program "$<TARGET_FILE:filmgate-check>")
  else()
    find_program(FILMGATE_CHECK_PROGRAM filmgate-check HINTS "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../../../bin")
    if(NOT FILMGATE_CHECK_PROGRAM)
      message(FATAL_ERROR "SAMPLES of ${name}: filmgate-check is not installed beside the SDK; leave SAMPLES out, or install it")
    endif()
    set(program "${FILMGATE_CHECK_PROGRAM}")
  endif()
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" REGEX "^[^/]")
  add_test(NAME check_${name} COMMAND "${program}" "${bundle}" ${ARGN})
endfunction()

function(filmgate_add_plugin name)
  cmake_parse_arguments(arg "NO_INSTALL" "" "SOURCES;LINK;FILES;SAMPLES" ${ARGN})
  set(export_map "${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map")
  set(manifest "${CMAKE_CURRENT_SOURCE_DIR}/manifest.toml")
  filmgate_manifest_value("${manifest}" id id)
  filmgate_manifest_value("${manifest}" version version)
  filmgate_manifest_value("${manifest}" library library)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${manifest}")

  if(NOT FILMGATE_BUNDLE_DIR)
    set(FILMGATE_BUNDLE_DIR "${CMAKE_BINARY_DIR}/lib/filmgate/plugins")
  endif()
  set(bundle "${FILMGATE_BUNDLE_DIR}/${id}.fgplugin")

  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE filmgate::sdk ${arg_LINK})
  target_compile_definitions(${name} PRIVATE FG_PLUGIN_ID="${id}" FG_PLUGIN_VERSION="${version}")
  target_compile_features(${name} PRIVATE cxx_std_20)
  target_link_options(${name} PRIVATE "-Wl,--version-script=${export_map}" "-Wl,--exclude-libs,ALL")
  get_filename_component(stem "${library}" NAME_WE)
  set_target_properties(${name} PROPERTIES
    PREFIX "" OUTPUT_NAME "${stem}" SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY "${bundle}"
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    POSITION_INDEPENDENT_CODE ON LINK_DEPENDS "${export_map}" INSTALL_RPATH "$ORIGIN" BUILD_WITH_INSTALL_RPATH ON)
  foreach(file manifest.toml ${arg_FILES})
    get_filename_component(base "${file}" NAME)
    configure_file("${file}" "${bundle}/${base}" COPYONLY)
  endforeach()
  if(arg_SAMPLES)
    filmgate_check_as_test(${name} "${bundle}" ${arg_SAMPLES})
  endif()
  if(NOT arg_NO_INSTALL)
    install(DIRECTORY "${bundle}" DESTINATION "lib/filmgate/plugins" USE_SOURCE_PERMISSIONS PATTERN "*.so" EXCLUDE)
    install(TARGETS ${name} LIBRARY DESTINATION "lib/filmgate/plugins/${id}.fgplugin")
  endif()
endfunction()
