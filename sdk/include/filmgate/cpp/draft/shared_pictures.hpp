// SPDX-License-Identifier: Apache-2.0
//
// Draft. Pictures of a codec that decodes whole ones only, while lanes may want bands of the same one: each is decoded once, by the
// lane that comes first, and lives as long as a lane holds it. A clip has one of these; any thread may call it.
//   held_ = clip.pictures.get(frame, [&] { return std::make_shared<const Picture>(…); });
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>

namespace fg {
inline namespace v1 {
namespace draft {

template <class Picture>
class SharedPictures {
 public:
  using Make = std::function<std::shared_ptr<const Picture>()>;
  std::shared_ptr<const Picture> get(int64_t frame, const Make& make) {
    const auto entry = entry_of(frame);
    std::lock_guard hold(entry->lock); // the others of this frame wait here
    auto picture = entry->picture.lock();
    if (!picture) picture = make(), entry->picture = picture;
    return picture;
  }

 private:
  struct Entry {
    std::mutex lock;
    std::weak_ptr<const Picture> picture;
  };
  std::shared_ptr<Entry> entry_of(int64_t frame) {
    std::lock_guard hold(lock_);
    std::erase_if(entries_,
                  [&](const auto& one) { return one.first != frame && one.second.use_count() == 1 && one.second->picture.expired(); });
    auto& entry = entries_[frame];
    if (!entry) entry = std::make_shared<Entry>();
    return entry;
  }
  std::mutex lock_;
  std::map<int64_t, std::shared_ptr<Entry>> entries_;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg
