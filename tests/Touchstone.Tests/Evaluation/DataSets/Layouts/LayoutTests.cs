using Touchstone.Engine.Findings;
using Touchstone.Evaluation.DataSets;
using Touchstone.Evaluation.DataSets.Layouts;
using Touchstone.Media;

namespace Touchstone.Tests.Evaluation.DataSets.Layouts;

/// <summary>Miniature trees in the form each data set is given out in; the layouts are described where <see cref="Layout.Source"/> says.</summary>
public sealed class LayoutTests
{
    private static IReadOnlyList<DataSetEntry> Import(string id, ScratchFolder folder)
    {
        var reading = LayoutCatalog.Import(LayoutCatalog.All.Single(l => l.Id == id), folder.Path);
        Assert.DoesNotContain(reading.Issues, i => i.Severity == IssueSeverity.Error);
        return reading.Set.Entries;
    }

    private static ScratchFolder Tree(params string[] files)
    {
        var folder = new ScratchFolder();
        foreach (var file in files) folder.Write(file, "");
        return folder;
    }

    private static string Row(DataSetEntry e) => string.Join(' ', [e.Path, e.Label, string.Join('+', e.Questions), e.Subject, e.Session, e.Split, e.Columns.GetValueOrDefault("generator", ""), e.Columns.GetValueOrDefault("codec", ""), e.MaskPath is null ? "" : Path.GetFileName(e.MaskPath)]);

    [Fact]
    public void FaceForensics()
    {
        using var folder = Tree("original_sequences/youtube/c23/videos/071.mp4", "manipulated_sequences/Deepfakes/c40/videos/071_054.mp4", "manipulated_sequences/Deepfakes/masks/videos/071_054.mp4", "manipulated_sequences/DeepFakeDetection/c23/videos/01_02__walking__ABC.mp4");
        folder.Write("splits/val.json", "[[\"071\",\"054\"],[\"001\",\"002\"]]");
        Assert.Equal(
        [
            "manipulated_sequences/DeepFakeDetection/c23/videos/01_02__walking__ABC.mp4 fake FaceReplaced actor01;actor02 actor01__walking  DeepFakeDetection c23 ",
            "manipulated_sequences/Deepfakes/c40/videos/071_054.mp4 fake FaceReplaced youtube071;youtube054 youtube071 calibrate Deepfakes c40 ",
            "original_sequences/youtube/c23/videos/071.mp4 real  youtube071 youtube071 calibrate camera c23 ",
        ], Import("faceforensics", folder).Select(Row));
    }

    [Fact]
    public void CelebDf()
    {
        using var folder = Tree("Celeb-real/id0_0001.mp4", "YouTube-real/00170.mp4", "Celeb-synthesis/id0_id16_0001.mp4");
        folder.Write("List_of_testing_videos.txt", "1 YouTube-real/00170.mp4\n0 Celeb-synthesis/id0_id16_0001.mp4\n");
        Assert.Equal(
        [
            "Celeb-real/id0_0001.mp4 real  id0 id0_0001 fit   ",
            "Celeb-synthesis/id0_id16_0001.mp4 fake FaceReplaced id16;id0 id0_0001 test Celeb-DF synthesis  ",
            "YouTube-real/00170.mp4 real   youtube00170 test   ",
        ], Import("celeb-df-v2", folder).Select(Row));
    }

    [Fact]
    public void Dfdc()
    {
        using var folder = Tree("dfdc_train_part_0/a.mp4", "dfdc_train_part_0/b.mp4");
        folder.Write("dfdc_train_part_0/metadata.json", "{\"a.mp4\":{\"label\":\"FAKE\",\"split\":\"train\",\"original\":\"b.mp4\"},\"b.mp4\":{\"label\":\"REAL\",\"split\":\"train\",\"original\":null}}");
        var entries = Import("dfdc", folder);
        Assert.Equal(["dfdc_train_part_0/a.mp4 fake FaceReplaced  b fit DFDC  ", "dfdc_train_part_0/b.mp4 real   b fit camera  "], entries.Select(Row));
        Assert.Single(Clusters.Of(entries, everySubject: true).Distinct());
    }

    [Fact]
    public void AsvSpoof()
    {
        using var old = Tree("LA/ASVspoof2019_LA_dev/flac/LA_D_1047731.flac", "LA/ASVspoof2019_LA_dev/flac/LA_D_1105538.flac");
        old.Write("LA/ASVspoof2019_LA_cm_protocols/ASVspoof2019.LA.cm.dev.trl.txt", "LA_0069 LA_D_1047731 - - bonafide\nLA_0069 LA_D_1105538 - A01 spoof\n");
        Assert.Equal(["LA/ASVspoof2019_LA_dev/flac/LA_D_1047731.flac bonafide  LA_0069  calibrate   ", "LA/ASVspoof2019_LA_dev/flac/LA_D_1105538.flac spoof VoiceSynthetic LA_0069  calibrate A01  "], Import("asvspoof2019", old).Select(Row));

        using var played = Tree("PA/flac/PA_T_0005401.flac");
        played.Write("PA/ASVspoof2019.PA.cm.train.trn.txt", "PA_0079 PA_T_0005401 aaa AA spoof\n");
        Assert.Equal(["PA/flac/PA_T_0005401.flac spoof  PA_0079  fit AA  "], Import("asvspoof2019", played).Select(Row));

        using var later = Tree("flac/LA_E_9332881.flac");
        later.Write("keys/LA/CM/trial_metadata.txt", "LA_0009 LA_E_9332881 alaw ita_tx A07 spoof notrim eval\n");
        Assert.Equal(["flac/LA_E_9332881.flac spoof VoiceSynthetic LA_0009  test A07 alaw "], Import("asvspoof2021", later).Select(Row));

        using var last = Tree("flac_T/T_0000000000.flac", "flac_E_eval/E_0000000001.flac");
        last.Write("ASVspoof5.train.tsv", "T_4850 T_0000000000 F - - - AC3 A05 spoof -\n");
        last.Write("ASVspoof5.eval.track_1.tsv", "E_1607 E_0000000001 M C02 4 - - bonafide bonafide -\n");
        Assert.Equal(["flac_E_eval/E_0000000001.flac bonafide  E_1607  test  C02 ", "flac_T/T_0000000000.flac spoof VoiceSynthetic T_4850  fit A05  "], Import("asvspoof5", last).Select(Row));
    }

    [Fact]
    public void InTheWild()
    {
        using var folder = Tree("0.wav", "1.wav");
        folder.Write("meta.csv", "file,speaker,label\n0.wav,Alec Guinness,spoof\n1.wav,Alec Guinness,bona-fide\n");
        Assert.Equal(["0.wav spoof VoiceSynthetic Alec Guinness     ", "1.wav bona-fide  Alec Guinness     "], Import("in-the-wild", folder).Select(Row));
    }

    [Fact]
    public void WaveFake()
    {
        using var folder = Tree("generated_audio/ljspeech_melgan/LJ001-0001_gen.wav", "LJSpeech-1.1/wavs/LJ001-0001.wav");
        var entries = Import("wavefake", folder);
        Assert.Equal(["LJSpeech-1.1/wavs/LJ001-0001.wav bonafide  ljspeech ljspeech:LJ001-0001    ", "generated_audio/ljspeech_melgan/LJ001-0001_gen.wav spoof VoiceSynthetic ljspeech ljspeech:LJ001-0001  ljspeech_melgan  "], entries.Select(Row));
    }

    [Fact]
    public void GenImage()
    {
        using var folder = Tree("Midjourney/imagenet_midjourney/train/ai/1_midjourney.png", "Midjourney/imagenet_midjourney/val/nature/ILSVRC2012_val_00000001.JPEG");
        Assert.Equal(["Midjourney/imagenet_midjourney/train/ai/1_midjourney.png fake Generated   fit Midjourney  ", "Midjourney/imagenet_midjourney/val/nature/ILSVRC2012_val_00000001.JPEG real   imagenet:ILSVRC2012_val_00000001 calibrate camera  "], Import("genimage", folder).Select(Row));
    }

    [Fact]
    public void Casia()
    {
        using var folder = Tree("Au/Au_ani_00018.jpg", "Tp/Tp_D_CND_M_N_ani00018_sec00096_00138.tif", "Tp/Tp_S_NNN_S_N_arc20079_arc20079_01719.tif", "CASIA 2 Groundtruth/Tp_D_CND_M_N_ani00018_sec00096_00138_gt.png");
        var entries = Import("casia-v2", folder);
        Assert.Equal(
        [
            "Au/Au_ani_00018.jpg real  ani00018     ",
            "Tp/Tp_D_CND_M_N_ani00018_sec00096_00138.tif fake LocallyEdited ani00018;sec00096     Tp_D_CND_M_N_ani00018_sec00096_00138_gt.png",
            "Tp/Tp_S_NNN_S_N_arc20079_arc20079_01719.tif fake LocallyEdited+Copied arc20079     ",
        ], entries.Select(Row));
        Assert.Equal(2, Clusters.Of(entries, everySubject: true).Distinct().Count());
    }

    [Fact]
    public void ColumbiaAndImd()
    {
        using var columbia = Tree("4cam_auth/canong3_02_sub_01.tif", "4cam_splc/canong3_canonxt_sub_01.tif", "4cam_splc/edgemask/canong3_canonxt_sub_01_edgemask.jpg");
        var entries = Import("columbia", columbia);
        Assert.Equal([("real", "canong3", ""), ("fake", "canong3", "4cam_splc/edgemask/canong3_canonxt_sub_01_edgemask.jpg")], entries.Select(e => (e.Label, e.Columns["camera"], e.Columns.GetValueOrDefault("edge_mask", ""))));

        using var imd = Tree("1a2b/1a2b_orig.jpg", "1a2b/c1_0.png", "1a2b/c1_0_mask.png");
        Assert.Equal(["1a2b/1a2b_orig.jpg real   1a2b    ", "1a2b/c1_0.png fake LocallyEdited  1a2b    c1_0_mask.png"], Import("imd2020", imd).Select(Row));
    }

    [Fact]
    public void PlainFolders()
    {
        using var folder = Tree("train/real/a.jpg", "train/fake/stylegan_gan/b.png", "val/fake/c.wav", "fake/d.png", "fake/mask/d.png", "notes.txt");
        Assert.Equal(
        [
            "fake/d.png fake LocallyEdited      d.png",
            "train/fake/stylegan_gan/b.png fake Generated   fit stylegan_gan  ",
            "train/real/a.jpg real    fit   ",
            "val/fake/c.wav fake VoiceSynthetic   calibrate   ",
        ], Import("folders", folder).Select(Row));
    }

    [Fact]
    public void A_folder_of_another_layout_a_damaged_list_and_a_missing_file_are_told_by_code()
    {
        using var folder = Tree("x.mp4");
        Assert.All(LayoutCatalog.All, l => Assert.Contains(LayoutCatalog.Import(l, folder.Path).Issues, i => i.Code == Codes.DataLayoutUnknown));
        folder.Write("metadata.json", "{\"x.mp4\":");
        folder.Write("splits/train.json", "{}");
        folder.Write("keys/LA/CM/trial_metadata.txt", "LA_0009 LA_E_1 alaw\nLA_0009 LA_E_1 alaw ita_tx A07 spoof notrim eval\n");
        Assert.All((string[])["dfdc", "faceforensics"], id => Assert.Contains(LayoutCatalog.Import(LayoutCatalog.All.Single(l => l.Id == id), folder.Path).Issues, i => i.Code == Codes.DataLayoutUnknown));
        Assert.Equal([Codes.DataLayoutUnknown, Codes.DataRowDamaged, Codes.DataFileMissing], LayoutCatalog.Import(LayoutCatalog.All.Single(l => l.Id == "asvspoof2021"), folder.Path).Issues.Select(i => i.Code));
    }

    [Fact]
    public async Task What_is_imported_reads_back_the_same()
    {
        using var folder = Tree("Celeb-real/id0_0001.mp4", "Celeb-synthesis/id0_id16_0001.mp4");
        var set = LayoutCatalog.Import(LayoutCatalog.All.Single(l => l.Id == "celeb-df-v2"), folder.Path).Set;
        await ManifestWriter.WriteAsync(set, Path.Combine(folder.Path, "manifest.csv"), TestContext.Current.CancellationToken);
        var again = DataSetReader.Read(Path.Combine(folder.Path, "manifest.csv"), null, TestContext.Current.CancellationToken);
        Assert.Equal(set.Entries.Select(Row), again.Set.Entries.Select(Row));
        Assert.Equal(set.Hash, again.Set.Hash);
        Assert.Equal([Question.FaceReplaced], again.Set.Entries[1].Questions);
    }
}
