// SPDX-License-Identifier: Apache-2.0
#include "coded_video/pictures.hpp"

#include "coded_video/sequence_header.hpp"

#include <filmgate/cpp/failure.hpp>

#include <algorithm>

namespace coded_video {
namespace {

constexpr auto patience = std::chrono::milliseconds(20); // between two looks whether a waiting caller was cancelled
constexpr uint64_t most_delay = 64; // packets behind one until its picture must have come
constexpr size_t most_kept = 32, most_noted = 4096;

}  // namespace

Pictures::Pictures(std::shared_ptr<const PacketSource> source, Stream stream, uint32_t threads, uint64_t keep)
    : source_(std::move(source)), stream_(std::move(stream)), threads_(std::max(1u, threads)), keep_bytes_(keep) {}

// Of an H.264 key that is no IDR nothing promises that what follows leans on nothing before it.
Pictures::Key Pictures::kind_of(uint64_t key) {
  if (key == 0 || stream_.codec != "h264") return Key::clean;
  if (const auto known = kinds_.find(key); known != kinds_.end()) return known->second;
  const auto packet = source_->packet(key);
  std::vector<uint8_t> bytes(packet.bytes);
  source_->read(key, bytes);
  if (kinds_.size() >= most_noted) kinds_.clear();
  const auto unit = avc_unit(fg::ByteView(bytes, stream_.about), avc_length_bytes(stream_.header));
  return kinds_[key] = unit == AvcUnit::idr ? Key::clean : unit == AvcUnit::intra ? Key::open : Key::none;
}

// The last key at or before a packet at which decoding can begin.
uint64_t Pictures::key_before(uint64_t index) {
  uint64_t key = source_->key_at_or_before(index);
  while (kind_of(key) == Key::none) key = source_->key_at_or_before(key - 1);
  return key;
}

uint64_t Pictures::start_for(uint64_t index) {
  uint64_t key = key_before(index);
  const bool leading = key != index && source_->packet(index).rank < source_->packet(key).rank;
  if (leading && key > 0) key = key_before(key - 1);
  return kind_of(key) == Key::clean ? key : key_before(key - 1);
}

void Pictures::begin(uint64_t start, uint32_t threads) {
  running_ = false;
  if (!decoder_ || decoder_threads_ != threads) {
    decoder_.reset();
    decoder_ = std::make_unique<PictureDecoder>(stream_, threads);
    decoder_threads_ = threads;
  } else {
    decoder_->reset();
  }
  running_ = true, finished_ = false;
  began_ = next_ = start;
  damaged_.clear();
}

void Pictures::keep(uint64_t index, const Picture& picture, uint64_t wanted) {
  if (kept_.count(index) > 0) return;
  kept_.emplace(index, picture);
  order_.push_back(index);
  kept_bytes_ += picture.bytes();
  for (size_t at = 0; order_.size() > 2 && (kept_bytes_ > keep_bytes_ || order_.size() > most_kept) && at + 1 < order_.size();) {
    const auto oldest = order_[at];
    if (oldest == wanted) {
      ++at;
      continue;
    }
    kept_bytes_ -= kept_.at(oldest).bytes();
    kept_.erase(oldest);
    order_.erase(order_.begin() + static_cast<ptrdiff_t>(at));
  }
}

// What the decoder has. Pictures that lean on something before the packet it began with are none.
void Pictures::take(uint64_t wanted) {
  while (auto received = decoder_->receive()) {
    const auto index = static_cast<uint64_t>(received->mark);
    if (received->mark < 0 || index >= source_->count() || start_for(index) < began_) continue;
    if (received->picture) keep(index, received->picture, wanted);
    else if (damaged_.size() < most_noted) damaged_.push_back(index);
  }
}

Picture Pictures::ready(uint64_t index) const {
  fg::require(std::find(damaged_.begin(), damaged_.end(), index) == damaged_.end(), FG_E_CORRUPT, stream_.about, ": packet ", index,
              ": its picture is damaged, or leans on one that is not there");
  const auto at = kept_.find(index);
  return at == kept_.end() ? Picture() : at->second;
}

// It leans on what was not sent. Of a packet that the file has not whole nobody can say so.
bool Pictures::leans_before(uint64_t index) {
  try {
    return start_for(index) < began_;
  } catch (const fg::Failure&) {
    return false;
  }
}

void Pictures::send_next(uint64_t index) {
  if (next_ >= source_->count()) {
    decoder_->finish();
    finished_ = true;
    return;
  }
  const uint64_t sent = next_++;
  try {
    const auto packet = source_->packet(sent);
    decoder_->send(packet.bytes, static_cast<int64_t>(sent), packet.key, [&](std::span<uint8_t> out) { source_->read(sent, out); });
  } catch (const fg::Failure& failure) {
    if (decoder_threads_ == 1 && leans_before(sent)) return; // and nothing wanted leans on it
    running_ = false;
    if (sent <= index || decoder_threads_ > 1) fg::fail(failure.status(), failure.what(), " (packet ", sent, ")");
    decoder_->finish(); // a later packet is damaged: what came before it is not
    finished_ = true;
  }
}

Picture Pictures::pump(uint64_t index, const Cancelled& cancelled) {
  for (;;) {
    if (auto picture = ready(index)) return picture;
    if (finished_ || next_ > index + most_delay) return {};
    fg::require(!cancelled(), FG_E_CANCELLED, "cancelled");
    send_next(index);
    take(index);
  }
}

Picture Pictures::decode(uint64_t index, uint32_t threads, const Cancelled& cancelled) {
  if (auto picture = ready(index)) return picture;
  const uint64_t start = start_for(index);
  if (running_ && !finished_ && decoder_threads_ <= threads && start >= began_ && start <= next_)
    if (auto picture = pump(index, cancelled)) return picture;
  begin(start, kind_of(start) == Key::clean ? threads : 1);
  if (auto picture = pump(index, cancelled)) return picture;
  fg::fail(FG_E_CORRUPT, stream_.about, ": packet ", index, ": no picture came out of it");
}

Picture Pictures::at(uint64_t index, const Cancelled& cancelled) {
  while (!turn_.try_lock_for(patience))
    fg::require(!cancelled(), FG_E_CANCELLED, "cancelled");
  const std::lock_guard hold(turn_, std::adopt_lock);
  fg::require(index < source_->count(), FG_E_OUT_OF_RANGE, stream_.about, ": packet ", index, " of ", source_->count());
  const auto attempt = [&](uint32_t threads) {
    try {
      return decode(index, threads, cancelled);
    } catch (...) {
      running_ = false;
      damaged_.clear();
      throw;
    }
  };
  if (threads_ == 1) return attempt(1);
  try {
    return attempt(threads_);
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_CANCELLED) throw;
  }
  return attempt(1); // of several threads nobody can say which packet failed: what one thread says holds
}

}  // namespace coded_video
