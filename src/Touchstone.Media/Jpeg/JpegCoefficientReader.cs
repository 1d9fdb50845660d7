namespace Touchstone.Media.Jpeg;

internal static class JpegCoefficientReader
{
    internal static View<JpegCoefficients> Read(Specimen specimen, CancellationToken cancel) => View<JpegCoefficients>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
