// SPDX-License-Identifier: Apache-2.0
//
// Spoilt copies of every sample, each visited in a child of its own through the ABI: an error or a partial record, soon,
// in little memory, and never a crash. A failure names the sample and how it was spoilt.
//   samples_test BUNDLES [--every] [--seed N] [--only BUNDLE] [--without BUNDLE] [--generated] SAMPLE OR FOLDER…
#include "fuzz/clip_visit.hpp"
#include "fuzz/seeds/dng_seeds.hpp"
#include "hostile/in_a_child.hpp"
#include "hostile/mutations.hpp"
#include "plugins/arriraw/ari_fixture.hpp"
#include "plugins/canon/canon_writer.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <set>

namespace {

namespace fs = std::filesystem;
using hostile::Answer;

constexpr int flips = 200;
constexpr fuzz::VisitLimits visit_limits{256u << 10, 4u << 20, true, 256u << 10};

struct Reader { // of a bundle, which may have several
  std::string id;
  const fg_entry* entry;
  uint32_t index;
  [[nodiscard]] fuzz::VisitLimits limits() const {
    auto out = visit_limits;
    out.reader = index;
    return out;
  }
};

struct Wish { // of bundles; a child of a process with hundreds of libraries takes long to make
  std::string only, without;
  [[nodiscard]] bool has(const std::string& bundle) const { return (only.empty() || bundle == only) && bundle != without; }
};

std::vector<Reader> load_readers(const fs::path& bundles, const Wish& wish) {
  std::vector<Reader> out;
  std::set<fs::path> libraries;
  for (const auto& file : fs::recursive_directory_iterator(bundles))
    if (file.path().extension() == ".so" && wish.has(file.path().parent_path().stem().string())) libraries.insert(file.path());
  for (const auto& library : libraries) {
    void* handle = ::dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);
    const auto* entry = handle ? static_cast<const fg_entry*>(::dlsym(handle, FG_ENTRY_SYMBOL)) : nullptr;
    if (!entry) throw std::runtime_error(library.string() + ": " + (handle ? "no entry" : ::dlerror()));
    for (uint32_t i = 0; const auto* table = static_cast<const fg_reader_v1*>(entry->get(FG_READER, i)); ++i)
      out.push_back({std::string(entry->id) + (i == 0 ? "" : std::string("/") + table->id), entry, i});
  }
  return out;
}

class Sample { // private memory: what a child changes is the child's alone
 public:
  explicit Sample(const fs::path& file) : name_(file.filename().string()), extension_(file.extension().string()) {
    size_ = fs::file_size(file);
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    at_ = size_ > 0 ? ::mmap(nullptr, size_, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0) : nullptr;
    ::close(fd);
    if (at_ == MAP_FAILED) throw std::runtime_error(file.string() + " can not be mapped");
  }
  Sample(std::string name, std::vector<uint8_t> bytes)
      : name_(std::move(name)), extension_(fs::path(name_).extension().string()), own_(std::move(bytes)), at_(own_.data()), size_(own_.size()) {}
  Sample(const Sample&) = delete;
  ~Sample() {
    if (own_.empty() && size_ > 0) ::munmap(at_, size_);
  }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string uri() const { return "/clip/a.0001" + extension_; }
  [[nodiscard]] uint64_t size() const { return size_; }
  [[nodiscard]] std::span<uint8_t> bytes() const { return {static_cast<uint8_t*>(at_), size_}; }

 private:
  std::string name_, extension_;
  std::vector<uint8_t> own_;
  void* at_ = nullptr;
  uint64_t size_ = 0;
};

// Visits what is left of the sample, with every reader that claims it and with its own. Returns what broke.
std::string visit(const Sample& sample, const std::vector<Reader>& readers, const std::string& owner, uint64_t size, Answer& answer) {
  for (const auto& reader : readers) {
    fuzz::MemoryHost host;
    host.files.push_back({sample.uri(), sample.bytes().first(size)});
    fuzz::ClipVisit visit(*reader.entry, host, reader.limits());
    if (owner.empty() || reader.id == owner || visit.probe(sample.uri()) > 0) visit.run({sample.uri()});
    answer.opened = answer.opened || visit.opened;
    answer.values += visit.values, answer.frames += visit.frames, answer.bands += visit.bands;
    answer.failures += visit.failures, answer.reports += host.reports;
    if (!visit.broken.empty()) return reader.id + ": " + visit.broken;
  }
  return "";
}

// The whole sample, here: libraries that a reader loads when it decodes are loaded once, and not in every child.
void load_libraries(const Sample& sample, const std::vector<Reader>& readers, const std::string& owner) {
  Answer ignored{};
  for (const auto& reader : readers)
    if (reader.id == owner) (void)visit(sample, {reader}, owner, sample.size(), ignored);
}

std::string owner_of(const Sample& sample, const std::vector<Reader>& readers) {
  int best = 0;
  std::string out;
  for (const auto& reader : readers) {
    fuzz::MemoryHost host;
    host.files.push_back({sample.uri(), sample.bytes()});
    fuzz::ClipVisit visit(*reader.entry, host, reader.limits());
    const int score = visit.probe(sample.uri());
    if (score > best) best = score, out = reader.id;
  }
  return out;
}

struct Tally {
  uint64_t cases = 0, refused = 0, partial = 0, same = 0, failed = 0;
  double slowest = 0;
  uint64_t memory = 0;
};

Tally spoil(const Sample& sample, const std::vector<Reader>& readers, bool every, uint32_t seed, Answer& answer) {
  Tally out;
  const auto owner = owner_of(sample, readers);
  load_libraries(sample, readers, owner);
  auto cases = hostile::truncations(sample.size(), every);
  const auto turned = hostile::bit_flips(sample.size(), seed, flips);
  cases.insert(cases.end(), turned.begin(), turned.end());
  for (const auto& one : cases) {
    double seconds = 0;
    auto broken = hostile::in_a_child({}, answer, seconds, [&](Answer& said) {
      if (one.bit >= 0) sample.bytes()[static_cast<uint64_t>(one.bit) / 8] ^= static_cast<uint8_t>(1u << (one.bit % 8));
      const auto what = visit(sample, readers, owner, one.size, said);
      what.copy(said.broken, sizeof said.broken - 1);
    });
    ++out.cases;
    // The last byte alone may be one that only pads.
    if (broken.empty() && one.bit < 0 && one.size + 1 < sample.size() && answer.opened && answer.failures + answer.reports == 0) broken = "what is missing was passed over in silence";
    if (!broken.empty()) ++out.failed, std::printf("FAILED %s, %s: %s\n", sample.name().c_str(), one.name.c_str(), broken.c_str());
    else if (!answer.opened) ++out.refused;
    else if (answer.failures + answer.reports > 0) ++out.partial;
    else ++out.same;
    out.slowest = std::max(out.slowest, seconds), out.memory = std::max(out.memory, answer.memory);
  }
  std::printf("%-44s %-24s %6llu %8llu %8llu %8llu %7.0f %6.1f\n", sample.name().c_str(), owner.empty() ? "(nobody)" : owner.c_str(),
              static_cast<unsigned long long>(out.cases), static_cast<unsigned long long>(out.refused), static_cast<unsigned long long>(out.partial),
              static_cast<unsigned long long>(out.same), out.slowest * 1e3, static_cast<double>(out.memory) / (1 << 20));
  std::fflush(stdout);
  return out;
}

void add_files(const fs::path& from, std::vector<fs::path>& out) {
  if (fs::is_regular_file(from)) return out.push_back(from);
  if (!fs::is_directory(from)) {
    std::printf("SKIPPED %s: it is not there; FILMGATE_TEST_MEDIA names the folder with samples/\n", from.c_str());
    return;
  }
  static const std::set<std::string> no_samples{".md", ".py", ".tsv"};
  for (const auto& entry : fs::recursive_directory_iterator(from))
    if (entry.is_regular_file() && !no_samples.contains(entry.path().extension()) && entry.path().parent_path().filename() != "LICENCES")
      out.push_back(entry.path());
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return std::fputs("usage: samples_test BUNDLES [--every] [--seed N] [--only BUNDLE] [--without BUNDLE] [--generated] SAMPLE OR FOLDER...\n", stderr), 64;
  bool every = false, generated = false; // samples that are written here
  uint32_t seed = 1;
  Wish wish;
  std::vector<fs::path> files;
  for (int i = 2; i < count; ++i) {
    const std::string word = arguments[i];
    if (word == "--every") every = true;
    else if (word == "--generated") generated = true;
    else if (word == "--seed" && i + 1 < count) seed = static_cast<uint32_t>(std::stoul(arguments[++i]));
    else if (word == "--only" && i + 1 < count) wish.only = arguments[++i];
    else if (word == "--without" && i + 1 < count) wish.without = arguments[++i];
    else add_files(word, files);
  }
  std::sort(files.begin(), files.end());
  const auto readers = load_readers(arguments[1], wish);
  auto* answer = static_cast<Answer*>(::mmap(nullptr, sizeof(Answer), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  if (answer == MAP_FAILED || readers.size() < (wish.only.empty() ? 4u : 1u)) return std::fputs("no shared memory, or readers are missing\n", stderr), 70;
  std::printf("%-44s %-24s %6s %8s %8s %8s %7s %6s\n", "sample", "reader", "cases", "refused", "partial", "as whole", "most ms", "MB");
  Tally total;
  const auto take = [&](const Sample& sample) {
    const auto one = spoil(sample, readers, every, seed, *answer);
    total.cases += one.cases, total.failed += one.failed;
  };
  for (const auto& file : files) take(Sample(file));
  if (generated) {
    take(Sample("generated.ari", ari::Frame(64, 32).bytes()));
    const auto canon = canon_test::File{.cinema = true, .frames = 2, .pictures = {canon_test::picture(64, 48)}}.write();
    take(Sample("generated.crm", {canon.begin(), canon.end()}));
    for (const auto& [name, bytes] : fuzz::dng_seeds()) take(Sample("generated_" + name + ".dng", bytes));
  }
  std::printf("%llu cases, %llu failed%s\n", static_cast<unsigned long long>(total.cases), static_cast<unsigned long long>(total.failed),
              hostile::memory_is_limited ? "" : "; memory was not limited beside a sanitizer");
  return total.failed == 0 ? 0 : 1;
}
