import Foundation

// The part of TensorBoard's event files that siam writes. Comments name the messages and fields of event.proto,
// summary.proto, histogram.proto, tensor.proto and tensor_shape.proto.
//
// Source: https://github.com/tensorflow/tensorboard/tree/2.21.0/tensorboard/compat/proto

/// A record of an event file: `Event`.
struct TensorBoardEvent: ProtobufMessage {
  /// The event's content: the `oneof` named `what`.
  enum Content {
    /// The format's name, in a file's first record.
    case fileVersion(String)
    case summary(TensorBoardSummary)
    case sessionLog(SessionStatus)
  }

  /// A change in the state of the program that writes the file: `SessionLog.SessionStatus`.
  enum SessionStatus: Int {
    /// Earlier events of this step and of later steps no longer hold.
    case start = 1
  }

  /// Seconds since 1970.
  var wallTime: Double
  var step: Int64 = 0
  var content: Content

  func encode(into writer: inout ProtobufWriter) {
    writer.double(wallTime, field: 1)  // wall_time
    writer.integer(step, field: 2)  // step
    switch content {
    case .fileVersion(let version): writer.string(version, field: 3, presence: .explicit)  // file_version
    case .summary(let summary): writer.message(summary, field: 5)  // summary
    case .sessionLog(let status):
      writer.message(field: 7) { $0.integer(status.rawValue, field: 1) }  // session_log, a SessionLog; status
    }
  }
}

/// Tagged values of one step: `Summary`.
struct TensorBoardSummary: ProtobufMessage {
  var values: [Value] = []

  func encode(into writer: inout ProtobufWriter) {
    writer.repeated(values, field: 1)  // value
  }

  /// A value under its tag: `Summary.Value`.
  struct Value: ProtobufMessage {
    /// What TensorBoard draws: the `oneof` named `value`.
    enum Content {
      case scalar(Float)
      case image(TensorBoardImage)
      case histogram(TensorBoardHistogram)
      case tensor(TensorBoardTensor)
    }

    var tag: String
    var content: Content
    /// The name of the TensorBoard plugin that shows the value; nil for the plugin of its kind.
    var plugin: String?

    func encode(into writer: inout ProtobufWriter) {
      writer.string(tag, field: 1)  // tag
      switch content {
      case .scalar(let value): writer.float(value, field: 2, presence: .explicit)  // simple_value
      case .image(let image): writer.message(image, field: 4)  // image
      case .histogram(let histogram): writer.message(histogram, field: 5)  // histo
      case .tensor(let tensor): writer.message(tensor, field: 8)  // tensor
      }
      guard let plugin else { return }
      writer.message(field: 9) { metadata in  // metadata, a SummaryMetadata
        metadata.message(field: 1) { $0.string(plugin, field: 1) }  // plugin_data, a PluginData; plugin_name
      }
    }
  }
}

/// An image: `Summary.Image`.
struct TensorBoardImage: ProtobufMessage {
  /// The height, in pixels.
  var height: Int32
  /// The width, in pixels.
  var width: Int32
  /// The number of channels: 1 for grey, 3 for red, green and blue.
  var channels: Int32
  /// A PNG file.
  var file: [UInt8]

  func encode(into writer: inout ProtobufWriter) {
    writer.integer(height, field: 1)  // height
    writer.integer(width, field: 2)  // width
    writer.integer(channels, field: 3)  // colorspace
    writer.bytes(file, field: 4)  // encoded_image_string
  }
}

/// Counts of values in bins: `HistogramProto`.
struct TensorBoardHistogram: ProtobufMessage {
  /// The first bin's left edge.
  var minimum = 0.0
  /// The last bin's right edge.
  var maximum = 0.0
  /// The number of values.
  var count = 0.0
  var sum = 0.0
  var sumOfSquares = 0.0
  /// The bins' right edges, ascending.
  var edges: [Double] = []
  /// The number of values in each bin.
  var counts: [Double] = []

  func encode(into writer: inout ProtobufWriter) {
    writer.double(minimum, field: 1)  // min
    writer.double(maximum, field: 2)  // max
    writer.double(count, field: 3)  // num
    writer.double(sum, field: 4)  // sum
    writer.double(sumOfSquares, field: 5)  // sum_squares
    writer.packed(edges, field: 6)  // bucket_limit
    writer.packed(counts, field: 7)  // bucket
  }
}

/// A tensor of strings: `TensorProto`.
struct TensorBoardTensor: ProtobufMessage {
  /// The sizes, outermost first.
  var shape: [Int64]
  /// The elements, row-major.
  var strings: [String]

  func encode(into writer: inout ProtobufWriter) {
    writer.integer(7, field: 1)  // dtype: DT_STRING
    writer.message(field: 2) { tensorShape in  // tensor_shape, a TensorShapeProto
      for size in shape {
        tensorShape.message(field: 2) { $0.integer(size, field: 1) }  // dim, a TensorShapeProto.Dim; size
      }
    }
    writer.repeated(strings, field: 8)  // string_val
  }
}
