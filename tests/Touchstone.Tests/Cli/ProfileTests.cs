using Touchstone.Media;
using Touchstone.Tests.Engine.Profiles;
using Touchstone.Tests.Workbench.Supervision;

namespace Touchstone.Tests.Cli;

/// <summary>Origin of the vectors: files made here, see <see cref="ProfileSamples"/>.</summary>
public sealed class ProfileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_profile_is_made_and_files_are_compared_with_it()
    {
        Directory.CreateDirectory(Path.Combine(_scratch.Folder, "references"));
        for (var i = 0; i < 6; i++) _scratch.Write($"references/{i}.jpg", ProfileSamples.OfDevice(i));
        _scratch.Write("edited.jpg", ProfileSamples.Edited(20));
        var made = await CommandLine.RunAsync(_scratch.Folder, "profile", "references", "--out", "one.profile");
        Assert.Equal((0, true), (made.Exit, made.Output.Contains("Maker A One: 6 references", StringComparison.Ordinal)));
        Assert.Contains("with 19 or more", made.Error);
        var examined = await CommandLine.RunAsync(_scratch.Folder, "examine", "edited.jpg", "--profile", "one.profile", "--question", "history", "--json", "-");
        Assert.Contains("none of the 6 references of Maker A One has", examined.Output);

        var few = await CommandLine.RunAsync(_scratch.Folder, "profile", "edited.jpg", "--out", "few.profile");
        Assert.Equal((1, true), (few.Exit, few.Error.Contains(Codes.ProfileReferences, StringComparison.Ordinal)));
        Assert.Contains("1 file could be used", few.Error);
        var gone = await CommandLine.RunAsync(_scratch.Folder, "profile", "gone.jpg", "edited.jpg", "edited.jpg", "--out", "few.profile");
        Assert.Equal(1, gone.Exit);
        Assert.Contains("Not used: gone.jpg: There is no such file. Check the path; edited.jpg: The same file as another.", gone.Error);
        var none = await CommandLine.RunAsync(_scratch.Folder, "examine", "edited.jpg", "--profile", "edited.jpg");
        Assert.Equal((2, true), (none.Exit, none.Error.Contains(Codes.ProfileMalformed, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_profile_that_is_no_file_is_refused_before_anything_waits_for_it()
    {
        _scratch.Write("a.jpg", ProfileSamples.OfDevice(1));
        var missing = await CommandLine.RunAsync(_scratch.Folder, "examine", "a.jpg", "--profile", "none.profile");
        Assert.Equal((2, true), (missing.Exit, missing.Error.Contains(Codes.IntakeNotFound, StringComparison.Ordinal)));
        if (!OperatingSystem.IsLinux()) return;
        using (var make = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_scratch.Folder, "pipe"))) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        foreach (var option in (string[])["--profile", "--device"])
        {
            var pipe = await CommandLine.RunAsync(_scratch.Folder, "examine", "a.jpg", option, "pipe");
            Assert.Equal((2, true), (pipe.Exit, pipe.Error.Contains($"pipe is a pipe, not a file. ({Codes.IntakeNotRegularFile})", StringComparison.Ordinal)));
        }
    }
}
