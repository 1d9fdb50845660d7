namespace Touchstone.Media.Containers;

internal static class ContainerReader
{
    internal static View<ContainerTree> Read(Specimen specimen, CancellationToken cancel) => View<ContainerTree>.Missing(Fault.Absent(Codes.ViewNotPresent, "not built yet"));
}
