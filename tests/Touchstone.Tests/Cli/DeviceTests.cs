using Touchstone.Media;
using Touchstone.Tests.Engine.Devices;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: made here, see <see cref="SensorScenes"/>.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_device_is_enrolled_and_its_pictures_are_known_again()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "references"));
        for (var i = 0; i < 8; i++) _scratch.Write($"references/{i}.jpg", SensorScenes.Jpeg(7, 100 + (ulong)i));
        _scratch.Write("same.jpg", SensorScenes.Jpeg(7, 1));
        var enrolled = await CommandLine.RunAsync(_scratch.Folder, "enrol-device", "references", "--name", "Studio B", "--out", "b.device", "--quiet");
        Assert.Equal((0, true), (enrolled.Exit, enrolled.Output.Contains("Studio B: 512×384, 8 references, quality ", StringComparison.Ordinal)));
        Assert.Contains("20 or more give a better fingerprint", enrolled.Error);
        var examined = await CommandLine.RunAsync(_scratch.Folder, "examine", "same.jpg", "--device", "b.device", "--question", "history", "--json", "-");
        Assert.Contains("It carries the sensor noise of Studio B", examined.Output);

        var few = await CommandLine.RunAsync(_scratch.Folder, "enrol-device", "same.jpg", "--out", "c.device", "--quiet");
        Assert.Equal((1, true), (few.Exit, few.Error.Contains(Codes.DeviceTooFew, StringComparison.Ordinal)));
        var unsigned = await CommandLine.RunAsync(_scratch.Folder, "examine", "same.jpg", "--device", "same.jpg");
        Assert.Equal((2, true), (unsigned.Exit, unsigned.Error.Contains(Codes.DeviceMalformed, StringComparison.Ordinal)));
    }
}
