namespace Touchstone.Media.Audio;

internal static class AudioReader
{
    internal static View<AudioSignal> Read(Specimen specimen, CancellationToken cancel) => View<AudioSignal>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
    internal static View<AudioSignal> Read16k(Specimen specimen, CancellationToken cancel) => View<AudioSignal>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
