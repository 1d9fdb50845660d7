using Touchstone.Media.Jpeg.Entropy;

namespace Touchstone.Media.Jpeg;

/// <summary>Follows the marker segments of a JPEG, keeps the tables in force and reads every scan into coefficients.</summary>
internal sealed class JpegDecoder(byte[] bytes, JpegStructure structure, Limits limits, CancellationToken cancel)
{
    private readonly ushort[]?[] _quantisation = new ushort[]?[4];
    // A file may leave out DHT and mean the example tables (motion JPEG does).
    private readonly HuffmanTable?[] _dc = [StandardHuffman.DcLuminance, StandardHuffman.DcChrominance, null, null];
    private readonly HuffmanTable?[] _ac = [StandardHuffman.AcLuminance, StandardHuffman.AcChrominance, null, null];
    private FrameComponent[] _components = [];
    private JpegFrame? _frame;
    private int _restartInterval;
    private long? _damagedAt;
    private long _surplus;
    private readonly List<LostStretch> _lost = [];
    private int _scans;

    /// <summary>The coefficients, or why there are none.</summary>
    internal View<JpegCoefficients> Decode()
    {
        foreach (var segment in structure.Segments)
        {
            if (Follow(segment) is { } fault) return View<JpegCoefficients>.Missing(fault);
            if (_damagedAt is not null) break;
        }
        if (_frame is null) return Damaged("The file has no frame header, so it holds no image. Get a complete copy.");
        if (_scans == 0) return Damaged("The file has no image data (no scan). Get a complete copy.");
        // A sequential file has said everything once each component was scanned; a progressive one only at EOI.
        if (_damagedAt is null && !structure.HasEoi && (_frame.IsProgressive || _components.Any(c => !c.IsScanned))) _damagedAt = structure.End;
        var planes = new CoefficientPlane[_components.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            if ((_components[i].Quantisation ?? _quantisation[_components[i].TableSlot]) is not { } table)
                return Damaged($"Component {_components[i].Id} names a quantisation table that the file never defines.");
            // T.81 B.2.4.1: a step is at least 1. A step of 0 leaves nothing of a frequency, and nothing to reason from.
            if (table.Contains((ushort)0)) return Damaged($"Component {_components[i].Id} has a quantisation step of 0, which no encoder writes. Get a complete copy.");
            planes[i] = _components[i].ToPlane(table);
        }
        var coefficients = new JpegCoefficients(_frame, planes, _damagedAt) { SurplusEntropyBytes = _surplus, Lost = _lost };
        return View<JpegCoefficients>.Of(coefficients, "entropy-decoded from the file, natural order, not dequantised, no colour conversion");
    }

    private static View<JpegCoefficients> Damaged(string message) => View<JpegCoefficients>.Missing(Fault.Damaged(Codes.JpegDamaged, message));

    private Fault? Follow(JpegSegment segment)
    {
        var payload = bytes.AsSpan(segment.PayloadOffset, segment.PayloadLength);
        switch (segment.Marker)
        {
            case JpegMarkers.Dqt when !JpegSegments.TryReadQuantisation(payload, (slot, table) => _quantisation[slot] = table):
            case JpegMarkers.Dht when !JpegSegments.TryReadHuffman(payload, (isAc, slot, table) => (isAc ? _ac : _dc)[slot] = table):
            case JpegMarkers.Dri when payload.Length < 2:
                _damagedAt = segment.Offset;
                return null;
            case JpegMarkers.Dri:
                _restartInterval = payload[0] << 8 | payload[1];
                return null;
            case JpegMarkers.Dhp:
                return Unsupported("hierarchical coding");
            case JpegMarkers.Sos:
                ReadScan(segment, payload);
                return null;
            case var marker when JpegMarkers.IsFrameHeader(marker):
                return ReadFrame(segment, payload);
            default:
                return null;
        }
    }

    private static Fault Unsupported(string what) =>
        Fault.Absent(Codes.JpegUnsupported, $"This JPEG uses {what}; its coefficients are not read. Its pixels may still be examined.");

    // Layout: precision, height (2), width (2), count, then per component: id, sampling (4 + 4 bits), table.
    private Fault? ReadFrame(JpegSegment segment, ReadOnlySpan<byte> payload)
    {
        if (segment.Marker > JpegMarkers.Sof2) return Unsupported($"the process of {JpegMarkers.NameOf(segment.Marker)} (lossless, hierarchical or arithmetic)");
        if (_frame is not null || payload.Length < 6 || payload.Length < 6 + 3 * payload[5])
        {
            _damagedAt = segment.Offset;
            return null;
        }
        var (precision, height, width, count) = (payload[0], payload[1] << 8 | payload[2], payload[3] << 8 | payload[4], payload[5]);
        if (precision != 8) return Unsupported($"{precision} bits per sample");
        if (height == 0) return Unsupported("a DNL marker for its height");
        if (width == 0 || count is 0 or > 4) return Fault.Damaged(Codes.JpegDamaged, $"The frame header declares {width} × {height} samples in {count} components.");
        if ((long)width * height > limits.MaximumPixels)
            return Fault.Damaged(Codes.LimitPixels, $"The frame header declares {(long)width * height:N0} pixels; the limit is {limits.MaximumPixels:N0}.");
        var components = new FrameComponent[count];
        for (var i = 0; i < count; i++)
        {
            var entry = payload.Slice(6 + 3 * i, 3);
            if (entry[1] >> 4 is 0 or > 4 || (entry[1] & 15) is 0 or > 4 || entry[2] > 3)
                return Fault.Damaged(Codes.JpegDamaged, $"The frame header gives component {entry[0]} the sampling {entry[1] >> 4}×{entry[1] & 15} and table {entry[2]}.");
            components[i] = new FrameComponent(entry[0], entry[1] >> 4, entry[1] & 15, entry[2]);
        }
        return Allocate(components, new JpegFrame(width, height, precision, segment.Marker == JpegMarkers.Sof2, 0));
    }

    private Fault? Allocate(FrameComponent[] components, JpegFrame frame)
    {
        var (horizontal, vertical) = (components.Max(c => c.Horizontal), components.Max(c => c.Vertical));
        foreach (var component in components) component.Measure(frame.Width, frame.Height, horizontal, vertical);
        // Four full planes is the most a sound file needs; padding makes a difference only to slivers, and arrays end at 2³¹.
        if (components.Sum(c => c.Samples) > Math.Min(4 * Math.Max(limits.MaximumPixels, 1 << 20), int.MaxValue))
            return Fault.Damaged(Codes.LimitPixels, "The frame header declares more coefficients than the limit on pixels allows.");
        foreach (var component in components) component.Values = new short[component.Samples];
        _components = components;
        _frame = frame;
        return null;
    }

    // Layout: count, per component: id, DC and AC table (4 + 4 bits); then first and last zigzag position, high and low bit.
    private void ReadScan(JpegSegment segment, ReadOnlySpan<byte> payload)
    {
        if (_frame is not { } frame || _scans >= limits.MaximumScans || TryPlan(payload, frame.IsProgressive) is not { } scan)
        {
            _damagedAt = segment.Offset;
            return;
        }
        if (_scans++ == 0) _frame = frame with { RestartInterval = _restartInterval };
        foreach (var component in scan.Components)
        {
            component.Frame.IsScanned = true;
            component.Frame.Quantisation ??= _quantisation[component.Frame.TableSlot];
        }
        var (damagedAt, surplus) = scan.Read(bytes.AsSpan(segment.EntropyOffset, segment.EntropyLength), cancel);
        _surplus += surplus;
        if (damagedAt < 0) return;
        _damagedAt = segment.EntropyOffset + damagedAt;
        if (frame.IsProgressive) return;
        // A unit is as high as the samples it stands for: a whole MCU, or one block of a component that may be subsampled.
        var height = 8 * _components.Max(c => c.Vertical) / (scan.Components.Length > 1 ? 1 : scan.Components[0].Frame.Vertical);
        foreach (var (from, to) in scan.Lost)
            _lost.Add(new(Math.Min(from / scan.UnitsWide * height, frame.Height - 1), Math.Min(((to - 1) / scan.UnitsWide + 1) * height, frame.Height) - 1, (double)(to - from) / ((long)scan.UnitsWide * scan.UnitsHigh)));
    }

    private JpegScan? TryPlan(ReadOnlySpan<byte> payload, bool isProgressive)
    {
        var count = payload.Length > 0 ? payload[0] : 0;
        if (count is 0 or > 4 || payload.Length < 4 + 2 * count) return null;
        var tail = payload.Slice(1 + 2 * count, 3);
        var (band, high) = (new Band(tail[0], tail[1], tail[2] & 15), tail[2] >> 4);
        if (!isProgressive) (band, high) = (new Band(0, 63, 0), 0);
        else if (!IsBandAllowed(band, high, count)) return null;
        var components = new ScanComponent[count];
        for (var i = 0; i < count; i++)
        {
            var (id, tables) = (payload[1 + 2 * i], payload[2 + 2 * i]);
            if (Array.Find(_components, c => c.Id == id) is not { } component || Array.Exists(components, c => c?.Frame == component)) return null;
            var dc = _dc[tables >> 4 & 3];
            var ac = _ac[tables & 3];
            var needsDc = band.Start == 0 && high == 0;
            var needsAc = band.End > 0;
            if (needsDc && dc is null || needsAc && ac is null) return null;
            components[i] = new ScanComponent(component, dc ?? StandardHuffman.DcLuminance, ac ?? StandardHuffman.AcLuminance);
        }
        return new JpegScan { Components = components, IsProgressive = isProgressive, Band = band, High = high, RestartInterval = _restartInterval };
    }

    // T.81 G.1.1.1.1: DC stands alone, AC bands hold one component, each pass adds one bit.
    private static bool IsBandAllowed(Band band, int high, int components) =>
        band.Start <= band.End && band.End <= 63 && band.Low <= 13 && (high == 0 || high - 1 == band.Low)
        && (band.Start == 0 ? band.End == 0 : components == 1);
}
