// SPDX-License-Identifier: Apache-2.0
//
// Any picture of a stream in any order, the same pixels as when all are decoded from the first one on. It goes on where it
// is when that is the shortest way, else it begins at a key packet from which the picture can be told: one further back for
// a picture that is shown before the key it follows (an open group), and where the key itself may lean on what was before.
#pragma once
#include "coded_video/picture_decoder.hpp"

#include <map>
#include <mutex>

namespace coded_video {

struct Packet {
  uint64_t bytes = 0;
  int64_t rank = 0;  // its place in the order of showing
  bool key = true;
};

class PacketSource { // in decoding order; called from one thread at a time for each Pictures
 public:
  virtual ~PacketSource() = default;
  [[nodiscard]] virtual uint64_t count() const = 0;
  [[nodiscard]] virtual Packet packet(uint64_t index) const = 0;
  virtual void read(uint64_t index, std::span<uint8_t> out) const = 0;
  [[nodiscard]] virtual uint64_t key_at_or_before(uint64_t index) const = 0;
};

class Pictures {
 public:
  // keep: bytes of pictures that stay at hand for other callers. threads: of FFmpeg; the pixels do not depend on them.
  Pictures(std::shared_ptr<const PacketSource> source, Stream stream, uint32_t threads, uint64_t keep);

  // The picture of a packet. Callers take turns; `cancelled` is asked while one waits and between packets.
  // FG_E_CORRUPT, FG_E_CANCELLED, FG_E_TRUNCATED, FG_E_UNSUPPORTED
  [[nodiscard]] Picture at(uint64_t index, const std::function<bool()>& cancelled);

 private:
  using Cancelled = std::function<bool()>;
  [[nodiscard]] uint64_t start_for(uint64_t index);
  enum class Key : uint8_t { clean, open, none }; // where decoding may begin; open: one further back is wanted
  [[nodiscard]] Key kind_of(uint64_t key);
  [[nodiscard]] uint64_t key_before(uint64_t index);
  [[nodiscard]] Picture decode(uint64_t index, uint32_t threads, const Cancelled& cancelled);
  [[nodiscard]] Picture pump(uint64_t index, const Cancelled& cancelled);
  [[nodiscard]] bool leans_before(uint64_t index);
  void send_next(uint64_t index);
  void take(uint64_t wanted);
  void keep(uint64_t index, const Picture& picture, uint64_t wanted);
  [[nodiscard]] Picture ready(uint64_t index) const;
  void begin(uint64_t start, uint32_t threads);

  std::shared_ptr<const PacketSource> source_;
  Stream stream_;
  uint32_t threads_;
  uint64_t keep_bytes_, kept_bytes_ = 0;
  std::timed_mutex turn_;
  std::unique_ptr<PictureDecoder> decoder_;
  uint32_t decoder_threads_ = 0;
  bool running_ = false, finished_ = false;
  uint64_t began_ = 0, next_ = 0;       // packets [began_, next_) were sent since the last reset
  std::map<uint64_t, Picture> kept_;    // by packet
  std::vector<uint64_t> order_;         // of kept_, oldest first
  std::map<uint64_t, Key> kinds_;       // what kind_of() found out
  std::vector<uint64_t> damaged_;       // packets whose picture came out damaged since the last reset
};

}  // namespace coded_video
