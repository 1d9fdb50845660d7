using Touchstone.Service.Platform;

namespace Touchstone.Service.Telemetry;

/// <summary>Room for media and results on this node.</summary>
internal sealed class DiskReadings(ServiceOptions options) : IReadings
{
    public Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<Reading>>([new("touchstone.disk.free", "By", "Room left where the data folder lies.", new DriveInfo(Path.GetFullPath(options.DataFolder)).AvailableFreeSpace)]);
}
