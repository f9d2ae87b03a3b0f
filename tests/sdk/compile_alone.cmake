# SPDX-License-Identifier: Apache-2.0
# cmake -DCOMPILER=clang++ -DSOURCES=a.c;b.cpp -DINCLUDE=dir -P: compiles each source, keeping nothing but the verdict.
foreach(source ${SOURCES})
  set(language -x c++ -std=c++20)
  if(source MATCHES "\\.c$")
    set(language -x c -std=c11)
  endif()
  execute_process(COMMAND "${COMPILER}" ${language} -fsyntax-only -Wall -Wextra -Wpedantic -Wshadow -Werror
                          "-I${INCLUDE}" "${source}" RESULT_VARIABLE failed ERROR_VARIABLE words)
  if(failed)
    message(SEND_ERROR "${source}:\n${words}")
  endif()
endforeach()
