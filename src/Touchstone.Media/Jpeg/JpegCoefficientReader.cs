namespace Touchstone.Media.Jpeg;

internal static class JpegCoefficientReader
{
    internal static View<JpegCoefficients> Read(Specimen specimen, CancellationToken cancel)
    {
        if (specimen.Format != MediaFormat.Jpeg)
            return View<JpegCoefficients>.Missing(Fault.Absent(Codes.ViewNotPresent, "Only a JPEG has DCT coefficients."));
        var length = specimen.Bytes.Length;
        if (length > specimen.Limits.MaximumImageBytes)
            return View<JpegCoefficients>.Missing(Fault.Damaged(Codes.LimitBytes, $"The file has {length:N0} bytes; a still image may have {specimen.Limits.MaximumImageBytes:N0}."));
        var bytes = specimen.Bytes.Slice(0, (int)length);
        var structure = JpegStructure.Walk(bytes, 0, specimen.Limits.MaximumNodes);
        return new JpegDecoder(bytes, structure, specimen.Limits, cancel).Decode();
    }
}
