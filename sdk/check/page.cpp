// SPDX-License-Identifier: Apache-2.0
#include "page.hpp"

#include "finding.hpp"

#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>

namespace check {
namespace {

Page* this_process = nullptr;

void copy_text(char* out, size_t size, const char* text, size_t length) {
  if (length >= size) length = size - 1;
  std::memcpy(out, text, length);
  out[length] = 0;
}

Page* map(int fd) {
  void* at = ::mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at == MAP_FAILED) fg::fail(FG_E_NO_MEMORY, "the page of a check cannot be mapped");
  return static_cast<Page*>(at); // zero bytes: running, no text
}

}  // namespace

Page* Page::make(int& fd) {
  fd = ::memfd_create("filmgate-check", 0);
  if (fd < 0 || ::ftruncate(fd, sizeof(Page)) != 0) fg::fail(FG_E_IO, "no memory file for the page of a check");
  return map(fd);
}
Page* Page::open(int fd) {
  Page* out = map(fd);
  ::close(fd);
  return out;
}
void Page::unmap(Page* page) { ::munmap(page, sizeof(Page)); }

void Page::now(const std::string& step) {
  static std::mutex turn;
  const std::lock_guard hold(turn);
  copy_text(step_, sizeof step_, step.data(), step.size());
}

void Page::end(Verdict verdict, const std::string& message) {
  if (verdict_ != Verdict::running) return; // what was said first, in a handler perhaps, stands
  copy_text(message_, sizeof message_, message.data(), message.size());
  verdict_ = verdict;
}

void Page::end_in_handler(const char* message) {
  copy_text(message_, sizeof message_, message, std::strlen(message));
  verdict_ = Verdict::failed;
}

void set_page(Page* page) { this_process = page; }
Page& page() { return *this_process; }

}  // namespace check
