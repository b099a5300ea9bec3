#include "tn3270/server/printing/job_for_client.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "config/limits.h"
#include "config/verify.h"
#include "vtam/acb/screen_record.h"
#include "vtam/logmode_choice.h"

namespace server {
namespace {

using printers::PieceKind;
using tn3270::ByteBuffer;

constexpr std::uint8_t kLu1 = 0x01;
constexpr std::uint8_t kTransparent = 0x35;  // TRN, and how many bytes follow (PROTOCOL 5.1)
constexpr std::size_t kTransparentMost = 0xFF;

vtam::ChosenMode mode_of(const config::LuSettings& lu, const vtam::Network& network) {
  auto chosen = vtam::choose_logmode(
      network.modes(),
      {.lu = &lu,
       .row = network.row(lu.name),
       .device = *tn3270::DeviceType::from_tn3270e("IBM-3287-1"),  // takes everything
       .typed = std::nullopt});
  VERIFY(std::holds_alternative<vtam::ChosenMode>(chosen), "a default logmode is never refused");
  return std::get<vtam::ChosenMode>(std::move(chosen));
}

// RUs of a usual size; SCS may be cut anywhere.
void cut(tn3270::Bytes scs, std::vector<printers::Piece>& into) {
  while (!scs.empty()) {
    const tn3270::Bytes ru = scs.first(std::min(scs.size(), config::limits::kPrintRu));
    into.push_back({PieceKind::Scs, {ru.begin(), ru.end()}});
    scs = scs.subspan(ru.size());
  }
}

ByteBuffer transparent(tn3270::Bytes bytes) {
  ByteBuffer scs;
  while (!bytes.empty()) {
    const tn3270::Bytes some = bytes.first(std::min(bytes.size(), kTransparentMost));
    scs.push_back(kTransparent);
    scs.push_back(static_cast<std::uint8_t>(some.size()));
    scs.insert(scs.end(), some.begin(), some.end());
    bytes = bytes.subspan(some.size());
  }
  return scs;
}

// Pieces of text are cut anywhere, also in a character.
std::string whole_text(const std::vector<printers::Piece>& pieces) {
  std::string text;
  for (const printers::Piece& piece : pieces) {
    if (piece.kind == PieceKind::Text) {
      text.append(piece.bytes.begin(), piece.bytes.end());
    }
  }
  return text;
}

}  // namespace

std::variant<ClientJob, JobRefused> job_for_client(const config::LuSettings& lu,
                                                   const vtam::Network& network,
                                                   const tn3270::CodePage& page,
                                                   const std::vector<printers::Piece>& pieces) {
  const vtam::ChosenMode chosen = mode_of(lu, network);
  const bool scs = chosen.mode->pservic[0] == kLu1;
  const auto writer = lu.application.value_or(*config::ApplId::parse("TN3270D"));
  ClientJob job{vtam::bind_image(*chosen.mode, chosen.sizes, writer, lu.name, network.page())};
  if (const std::string text = whole_text(pieces); !text.empty()) {
    auto records = vtam::write_print(text, scs, page);
    if (const auto* fault = std::get_if<vtam::FieldFault>(&records)) {
      return JobRefused{"TEXT", fault->field + ": " + fault->why};
    }
    for (ByteBuffer& record : std::get<std::vector<ByteBuffer>>(records)) {
      job.pieces.push_back({scs ? PieceKind::Scs : PieceKind::Data3270, std::move(record)});
    }
  }
  for (const printers::Piece& piece : pieces) {
    if (piece.kind == PieceKind::Text) {
      continue;
    }
    if (!scs) {
      return JobRefused{"NOT-FOR-LU3", lu.name.text() +
                                           " takes a 3270 data stream (LU3) and its client prints "
                                           "it: send text, or give the LU \"data\": \"scs\"."};
    }
    cut(piece.kind == PieceKind::Scs ? piece.bytes : transparent(piece.bytes), job.pieces);
  }
  return job;
}

}  // namespace server
